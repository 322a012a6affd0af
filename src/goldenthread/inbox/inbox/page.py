"""What the page of the mail that came in says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from goldenthread.design.listing import Pages
from goldenthread.design.page import Link, Page
from goldenthread.design.words import counted, short_day
from goldenthread.inbox.queries import Line, State

TABS = {
    "waiting": "waiting",
    "unsettled": "filed by themselves, to be looked at",
    "filed": "filed to a case",
    "dismissed": "of no case",
}
LAST: Mapping[str, tuple[str, ...]] = {
    "waiting": ("Who sees to it", "By"), "unsettled": ("Case",), "filed": ("Case",), "dismissed": (),
}  # fmt: skip
EMPTY = {
    "waiting": "No mail waits: each was filed to a case, or is of none.",
    "unsettled": "Every mail that was filed by itself was looked at.",
}
NOBODY = "Single point of contact"


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the lists, with how many mails stand on it."""

    text: str
    count: int
    href: str
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox(Page):
    """One list of mails."""

    tabs: tuple[Tab, ...]
    columns: tuple[str, ...]
    lines: tuple[tuple[object, ...], ...]
    pages: Pages
    bring: str
    empty: str


def inbox(which: str, counts: Mapping[str, int], lines: Iterable[Line], pages: Pages, today: date) -> Inbox:
    """The mails that wait, or those that were seen to."""
    return Inbox(
        title="Mail that came in",
        tabs=tuple(Tab(TABS[each], counts[each], f"?list={each}", each == which) for each in TABS),
        columns=("Subject", "From", "Received", "Files", *LAST[which]),
        lines=tuple(_cells(line, which, today) for line in lines),
        pages=pages,
        bring=reverse("inbox:bring"),
        empty=EMPTY.get(which, "There is none yet."),
    )


def _cells(line: Line, which: str, today: date) -> tuple[object, ...]:
    unread = {State.KEPT.value: "Not read yet", State.UNREADABLE.value: "A mail that cannot be read"}
    subject = line.subject or unread.get(line.state, "Without a subject")
    shared = (
        Link(subject, reverse("inbox:mail", args=[line.id])),
        line.sender or "Not known",
        short_day(line.received_on),
        counted(line.attachments, "file") if line.attachments else "None",
    )
    if which == "waiting":
        late = ", late" if line.due_on < today else ""
        return (*shared, line.owner or NOBODY, f"{short_day(line.due_on)}{late}")
    return shared if which == "dismissed" else (*shared, line.reference)
