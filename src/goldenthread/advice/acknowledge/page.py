"""What the page says on which a service acknowledges."""

from __future__ import annotations

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day


def acknowledge(asked: Asked) -> Deed:
    """Ask for the day; say that it moves no date."""
    return Deed(
        **on_case(asked.case_id, asked.child, asked.reference),
        title=f"{asked.service} has the request",
        button="Record the acknowledgement",
        intro=f"You are recording that {asked.service} says it has the request for its advice. "
        f"This moves no date: the advice is due by {day(asked.due_on)}.",
    )
