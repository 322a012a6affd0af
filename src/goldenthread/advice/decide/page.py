"""What the page says on which the designated officer decides."""

from __future__ import annotations

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day


def decide(asked: Asked) -> Deed:
    """Ask for the decision and the reasons."""
    return Deed(
        **on_case(asked.case_id, asked.child, asked.reference),
        title="Decide how the advice is given",
        button="Record the decision",
        intro=f"{asked.service} was asked for advice on {asked.child} and says that the child is not known to it, or "
        "waits on its list. You decide how the advice is given; that it is not given is no answer in law. It is "
        f"still due by {day(asked.due_on)}.",
    )
