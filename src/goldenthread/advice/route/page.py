"""What the page says on which a service says that it does not know the child."""

from __future__ import annotations

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day
from goldenthread.post.letters import announced
from goldenthread.rules.occasions import Occasion


def route(asked: Asked) -> Deed:
    """Ask which of the two it is; say what follows."""
    return Deed(
        **on_case(asked.case_id, asked.child, asked.reference),
        title="Say that the child is not known",
        button="Open the not-known route",
        intro=f"You are recording that {asked.service} does not know {asked.child}, or has them on its waiting list. "
        f"Neither is an answer in law: the request stays open and its advice is still due by {day(asked.due_on)}. The "
        "single point of contact next refers the child in full, or asks the designated officer to decide. "
        + announced(asked.pack, Occasion.NOT_KNOWN),
    )
