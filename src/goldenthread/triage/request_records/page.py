"""What the page says on which a team is asked to look in its own records."""

from __future__ import annotations

from goldenthread.cases.deed import Deed, on_case
from goldenthread.intake.queries import Standing


def request_records(standing: Standing, letter: str) -> Deed:
    """Ask which team; say where its answer goes."""
    return Deed(
        **on_case(standing.case_id, standing.child, standing.reference),
        title="Ask a team to look",
        button="Record that you asked",
        intro=f"You are recording that a team was asked whether its own records hold {standing.child}: records on "
        "paper, or to which you have no access. It stands under what happens next until its answer is recorded. "
        + letter,
    )
