"""What the list of emergency openings says: by reference, never the child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from django.urls import reverse

from goldenthread.cases.review_emergency.page import is_late, stands, who
from goldenthread.cases.review_emergency.queries import Opening
from goldenthread.design.page import Page
from goldenthread.design.words import counted, day, moment
from goldenthread.post.alert.queries import Alert
from goldenthread.rules.emergencies import REVIEW_WITHIN

COLUMNS = ("Opening", "Who", "When", "Why", "Review", "Told by letter")


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
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergencies(Page):
    """Those that wait, the longest on top, then those that were reviewed."""

    summary: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def emergencies(
    openings: Sequence[Opening], today: date, told: Mapping[UUID, Sequence[Alert]] = MappingProxyType({})
) -> Emergencies:
    """All openings of the viewer's areas, as they stand today; `told`: the letters about each of them."""
    return Emergencies(
        title="Emergency openings",
        summary=_summary(openings, today),
        columns=COLUMNS,
        lines=tuple(_line(each, today, told.get(each.id, ())) for each in openings),
    )


def _summary(openings: Sequence[Opening], today: date) -> str:
    waiting = sum(each.reviewed_at is None for each in openings)
    late = sum(is_late(each, today) for each in openings)
    if not waiting:
        return "None waits for a review."
    verb = "waits" if waiting == 1 else "wait"
    tail = f", {late} of them longer than {REVIEW_WITHIN} working days" if late else ""
    return f"{counted(waiting, 'opening')} {verb} for a review{tail}."


def _line(opening: Opening, today: date, told: Sequence[Alert]) -> Line:
    return Line(
        opening.reference,
        reverse("cases:review_emergency", args=[opening.id]),
        who(opening),
        moment(opening.opened_at),
        opening.reason,
        opening.words,
        stands(opening, today),
        is_late(opening, today),
        tuple(map(_told, told)),
    )


def _told(alert: Alert) -> str:
    """Sent to the privacy officer on 20 November 2026, or where the letter stands."""
    what = "that the review is late" if alert.is_of_a_late_review else "of the opening"
    stands = f"sent on {day(alert.sent_on)}" if alert.sent_on else alert.state.label.lower()
    return f"{alert.to_name}, {what}: {stands}"
