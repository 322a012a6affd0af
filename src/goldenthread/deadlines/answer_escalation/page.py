"""What the page says on which a letter of the ladder is answered."""

from __future__ import annotations

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.deadlines.answering.queries import ToAnswer
from goldenthread.design.words import day


def answer_escalation(asked: Asked, letter: ToAnswer) -> Deed:
    """Say which letter it is, to whom it went, and what no answer changes."""
    return Deed(
        **on_case(asked.case_id, asked.child, asked.reference),
        title=f"Answer the escalation of {asked.service}'s advice",
        button="Record the answer",
        intro=f"The letter “{letter.title}” went to {letter.to} on {day(letter.sent_on)}. Record what {letter.to} says "
        f"is being done. The advice was due by {day(asked.due_on)}; no answer moves that date, and the ladder goes on "
        "until the advice is here.",
    )
