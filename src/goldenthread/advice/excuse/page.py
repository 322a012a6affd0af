"""What the page says on which an exemption is claimed."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day
from goldenthread.rules.exemptions import NO_GROUND


@dataclass(frozen=True, slots=True, kw_only=True)
class Excuse(Deed):
    """The grounds of the law, and what is none."""

    no_grounds: tuple[str, ...]


def excuse(asked: Asked) -> Excuse:
    """Ask for the ground; say what it does and does not do."""
    return Excuse(
        **on_case(asked.case_id, asked.child, asked.reference),
        title=f"Claim an exemption for {asked.service}",
        button="Claim the exemption",
        intro=f"You are recording that it is impractical for {asked.service} to give its advice by "
        f"{day(asked.due_on)}, on a ground of regulation 8(2). It excuses lateness. The date stays, and the advice "
        "must still come as soon as it can.",
        no_grounds=(
            "A school's closure is a ground for the council when it asks the head, never for health advice",
            *NO_GROUND.values(),
        ),
    )
