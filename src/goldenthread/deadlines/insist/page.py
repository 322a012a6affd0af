"""What the page says on which the council insists on advice."""

from __future__ import annotations

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day


def insist(asked: Asked) -> Deed:
    """Say what follows, and what the other way is."""
    return Deed(
        **on_case(asked.case_id, asked.child, asked.reference),
        title=f"Still ask for {asked.service}'s advice",
        button="Still ask for the advice",
        intro=f"The head of the service decided that {asked.service} will not give its advice, which was due by "
        f"{day(asked.due_on)}. That ends no request in law. If the council still needs the advice, say why: health is "
        "asked to answer anew within five working days. If it does not, ask the single point of contact to withdraw "
        "the request for it.",
    )
