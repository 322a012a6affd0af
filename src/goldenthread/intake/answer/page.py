"""What the page says on which a question is answered."""

from __future__ import annotations

from dataclasses import dataclass

from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.words import day
from goldenthread.intake.questions.queries import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Deed):
    """The question, unless somebody has answered it."""

    text: str
    answered: str


def answer(asked: Asked) -> Answer:
    """Show the question; say who asked, whose it is and by when."""
    over = f"{asked.answered_by} answered this on {day(asked.answered_on)}." if asked.answered_on else ""
    return Answer(
        **on_case(asked.case_id, asked.child, asked.reference),
        title="Answer a question",
        button="Answer the question",
        intro=f"{asked.asker} asked {asked.owner} on {day(asked.asked_on)}. The answer is due by {day(asked.due_on)}.",
        text=asked.text,
        answered=over,
    )
