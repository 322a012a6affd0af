"""What the page says on which a ladder is started by hand."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Start(Deed):
    """A ladder that waits for a person, or one that does not."""

    is_waiting: bool


def start(asked: Asked, is_waiting: bool) -> Start:
    """Ask for the step; say what happens at once and later. A ladder that runs by itself is not asked about."""
    late = (
        f"{asked.service}'s advice was due by {day(asked.due_on)}, before this request came to Goldenthread, so nobody "
        "was told through it. The step you choose is taken at once, or on the next working day; the later steps "
        "follow by themselves, counted from it."
    )
    return Start(
        **on_case(asked.case_id, asked.child, asked.reference),
        title=f"Start the ladder for {asked.service}",
        button="Start the ladder",
        intro=late if is_waiting else f"{asked.service}'s advice is due by {day(asked.due_on)}.",
        is_waiting=is_waiting,
    )
