"""What the list of letters says: to whom, about which case, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldenthread.design.listing import Column, Pages, address, sorted_columns
from goldenthread.design.page import Page
from goldenthread.design.words import short_day
from goldenthread.desk.letters.forms import GROUPS
from goldenthread.rules.channels import Channel, shown
from goldenthread.rules.sending import NO_NEWS, TO_TRY_AGAIN, State

SIZE = 50
COLUMNS = (
    Column("Letter"),
    Column("From"),
    Column("To", "recipient"),
    Column("Case", "reference"),
    Column("Written", "written"),
    Column("Where it stands", "state"),
)
FILE_COLUMNS = (
    "Letter",
    "Copy",
    "From",
    "To",
    "Address",
    "Case",
    "Written",
    "Where it stands",
    "Sent",
    "Last word",
)
COLOURS = {
    **dict.fromkeys(TO_TRY_AGAIN, "red"),
    State.TO_POST: "yellow",
    State.ACCEPTED: "green",
    State.STOPPED: "grey",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One letter."""

    subject: str
    href: str
    sender: str
    to: str
    reference: str
    case: str
    written: str
    state: str
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters(Page):
    """One page of the list."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    pages: Pages
    file: str
    empty: str
    off: str


def letters(rows: Sequence[Any], pages: Pages, query: Mapping[str, str], *, is_off: bool) -> Letters:
    """The letters asked for."""
    group = query.get("group") or "act"
    return Letters(
        title="Letters",
        caption=GROUPS.get(group, ""),
        columns=sorted_columns(COLUMNS, query, "-written"),
        lines=tuple(_line(row) for row in rows),
        pages=pages,
        file=reverse("desk:letters_csv") + address(query, page=""),
        empty="No letter waits for anybody." if group == "act" else "There is no such letter.",
        off="No mail server is set up, so nothing leaves. Letters are written and wait." if is_off else "",
    )


def _line(row: Any) -> Line:
    state = State(row.state)
    return Line(
        row.subject,
        reverse("desk:letter", args=[row.pk]),
        str(row.values.get("sender", "")),
        row.to_name,
        row.case.reference if row.case else "",
        reverse("desk:case", args=[row.case_id]) if row.case else "",
        short_day(row.written_on),
        standing(row),
        "yellow" if row.is_silent else COLOURS.get(state, "white"),
    )


def standing(row: Any) -> str:
    """Where a letter stands, in a word or two."""
    return NO_NEWS[0] if row.is_silent else State(row.state).label


def file_lines(rows: Sequence[Any]) -> list[tuple[str, ...]]:
    """Every letter in words, for a file."""
    return [
        (
            row.subject, "yes" if row.is_copy else "no", row.values.get("sender", ""), row.to_name,
            shown(Channel(row.channel), row.to_address), row.case.reference if row.case else "",
            short_day(row.written_on), standing(row), short_day(row.sent_on) if row.sent_on else "",
            row.reply,
        )
        for row in rows
    ]  # fmt: skip
