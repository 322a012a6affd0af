"""What the list of emergency openings says: by reference, never the child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from goldenthread.cases.review_emergency.page import is_late, stands, who
from goldenthread.cases.review_emergency.queries import PATIENCE, Opening
from goldenthread.design.page import Page
from goldenthread.design.words import counted, moment

COLUMNS = ("Opening", "Who", "When", "Why", "Review")


@dataclass(frozen=True, slots=True)
class Line:
    """One opening."""

    reference: str
    href: str
    who: str
    opened: str
    reason: str
    words: str
    review: str
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergencies(Page):
    """Those that wait, the longest on top, then those that were reviewed."""

    summary: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def emergencies(openings: Sequence[Opening], today: date) -> Emergencies:
    """All openings of the viewer's areas, as they stand today."""
    return Emergencies(
        title="Emergency openings",
        summary=_summary(openings, today),
        columns=COLUMNS,
        lines=tuple(_line(each, today) for each in openings),
    )


def _summary(openings: Sequence[Opening], today: date) -> str:
    waiting = sum(each.reviewed_at is None for each in openings)
    late = sum(is_late(each, today) for each in openings)
    if not waiting:
        return "None waits for a review."
    verb = "waits" if waiting == 1 else "wait"
    tail = f", {late} of them longer than {PATIENCE} working days" if late else ""
    return f"{counted(waiting, 'opening')} {verb} for a review{tail}."


def _line(opening: Opening, today: date) -> Line:
    return Line(
        opening.reference,
        reverse("cases:review_emergency", args=[opening.id]),
        who(opening),
        moment(opening.opened_at),
        opening.reason,
        opening.words,
        stands(opening, today),
        is_late(opening, today),
    )
