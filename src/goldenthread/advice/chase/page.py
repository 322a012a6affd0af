"""What the page says on which a person chases."""

from __future__ import annotations

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day


def chase(asked: Asked) -> Deed:
    """Ask when, and what was said; the ladder goes on by itself."""
    return Deed(
        **on_case(asked.case_id, asked.child, asked.reference),
        title=f"Chase {asked.service}",
        button="Record the chase",
        intro=f"You are recording that you chased {asked.service} for its advice, due by {day(asked.due_on)}. "
        "The steps of the escalation ladder go on by themselves beside this.",
    )
