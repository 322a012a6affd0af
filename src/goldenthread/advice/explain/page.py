"""What the page says on which lateness is explained."""

from __future__ import annotations

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day


def explain(asked: Asked) -> Deed:
    """Ask for the cause; say that it excuses nothing."""
    return Deed(
        **on_case(asked.case_id, asked.child, asked.reference),
        title=f"Say why {asked.service}'s advice is late",
        button="Record the cause",
        intro=f"You are recording why the advice, due by {day(asked.due_on)}, is or will be late. It is counted "
        "among the causes that the area works on. It excuses nothing in law, and the ladder goes on.",
    )
