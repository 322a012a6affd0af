"""What the page says on which advice is handed in as a document."""

from __future__ import annotations

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day


def hand_in(asked: Asked) -> Deed:
    """Say whose it is and what follows."""
    return Deed(
        **on_case(asked.case_id, asked.child, asked.reference),
        title=f"Hand in {asked.service}'s advice as a document",
        button="Hand in the advice",
        upload=True,
        intro=f"You are handing in {asked.service}'s advice on {asked.child}, due by {day(asked.due_on)}. Make sure "
        "that it is about this child. The file is checked before it is kept: what would run or fetch something by "
        "itself is refused. Its clock and its chasing stop today, and a draft of it that is kept here goes.",
    )
