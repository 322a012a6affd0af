"""What the page says on which one service is looked up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.cases.deed import Deed, on_case
from goldenthread.intake.check.sheet import Line
from goldenthread.intake.queries import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Deed):
    """One service to look up, with what is known of all of them."""

    lines: tuple[Line, ...]


def check(standing: Standing, lines: Sequence[Line]) -> Check:
    """Ask what one service's records say."""
    return Check(
        **on_case(standing.case_id, standing.child, standing.reference),
        title="Look one service up",
        button="Record what the records say",
        intro=f"You are recording whether {standing.child} is known to a service. "
        "Known means open, or closed within the 12 months before the request.",
        lines=tuple(lines),
    )
