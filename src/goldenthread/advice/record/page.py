"""What the page says on which advice is recorded."""

from __future__ import annotations

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day


def record(asked: Asked) -> Deed:
    """Ask for the day and the report."""
    return Deed(
        **on_case(asked.case_id, asked.child, asked.reference),
        title=f"Record {asked.service}'s advice",
        button="Record the advice",
        intro=f"You are recording that {asked.service}'s advice on {asked.child}, due by {day(asked.due_on)}, has "
        "come. Its clock and its chasing stop with the day it arrived.",
    )
