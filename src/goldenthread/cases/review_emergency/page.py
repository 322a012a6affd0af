"""What the page says on which an opening is reviewed: who opened, when and why, by its reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from goldenthread.cases.review_emergency.queries import Opening, opened_on
from goldenthread.design.page import Link, Question, Row
from goldenthread.design.words import counted, moment
from goldenthread.rules import emergencies


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewEmergency(Question):
    """The opening as it stands. It can be reviewed once, and by somebody else than who opened."""

    rows: tuple[Row, ...]
    shut: str


def review_emergency(opening: Opening, today: date) -> ReviewEmergency:
    """Show what was said, and ask."""
    home = reverse("desk:emergencies")
    return ReviewEmergency(
        title=f"Opening {opening.reference}",
        caption="Review of an emergency",
        button="Keep the review",
        back=Link("Back to emergency openings", home),
        cancel=home,
        rows=(
            Row("Opened by", who(opening)),
            Row("When", moment(opening.opened_at)),
            Row("Area", opening.area),
            Row("Reason", opening.reason),
            Row("In their words", opening.words),
            Row("Review", stands(opening, today)),
            *([Row("What was found", opening.remark)] if opening.remark else []),
        ),
        shut=_shut(opening),
    )


def _shut(opening: Opening) -> str:
    if opening.reviewed_at:
        return "This opening has been reviewed. A review is not changed."
    return "You opened this record yourself. Somebody else reviews it." if opening.is_own else ""


def who(opening: Opening) -> str:
    """The name with the roles that are in force."""
    return f"{opening.who}, {'; '.join(opening.roles) or 'with no role any more'}"


def stands(opening: Opening, today: date) -> str:
    """How long it waits, or what came of it."""
    if opening.reviewed_at:
        return f"{opening.finding}: {opening.reviewer}, {moment(opening.reviewed_at)}"
    return f"Has waited {counted(opening.waited(today), 'working day')}"


def is_late(opening: Opening, today: date) -> bool:
    """Whether it has waited longer than a review may."""
    return opening.reviewed_at is None and emergencies.is_late(opened_on(opening.opened_at), today)
