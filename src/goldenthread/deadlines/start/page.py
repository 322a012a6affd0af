"""What the page says on which a ladder is started by hand."""

from __future__ import annotations

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day


def start(asked: Asked) -> Deed:
    """Ask for the step; say what happens at once and later."""
    return Deed(
        **on_case(asked.case_id, asked.child, asked.reference),
        title=f"Start the ladder for {asked.service}",
        button="Start the ladder",
        intro=f"{asked.service}'s advice was due by {day(asked.due_on)}, before this request came to Goldenthread, so "
        "nobody was told through it. The step you choose is taken at once; the later steps follow by themselves, "
        "counted from it.",
    )
