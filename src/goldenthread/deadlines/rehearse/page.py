"""What the page says on which a changed ladder is rehearsed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldenthread.deadlines.rehearse import tables
from goldenthread.deadlines.rehearse.queries import Listed, Rehearsal
from goldenthread.deadlines.rehearse.tables import Table
from goldenthread.design.listing import Column
from goldenthread.design.page import Link, Question
from goldenthread.design.words import counted, day
from goldenthread.directory.pack import Problem

MOST_LISTED = 200
Figure = tuple[int, str, None]


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as the page shows it."""

    code: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearse(Question):
    """The question; and once a pack was given, what it would have sent, or what is wrong with it."""

    problems: tuple[tuple[str, str, str], ...] = ()
    heading: str = ""
    intro: str = ""
    notes: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Shown, ...] = ()
    letters: Shown | None = None
    letters_more: str = ""
    pack: str = ""
    area: str = ""


def rehearse(problems: Sequence[Problem] = ()) -> Rehearse:
    """Ask for the pack; say line by line what is wrong with one."""
    return Rehearse(
        **_asked(), problems=tuple((str(each.line), each.path, each.sentence) for each in problems)
    )


def found(rehearsal: Rehearsal, listed: Sequence[Listed] | None, *, area: str, pack: str) -> Rehearse:
    """The year under both ladders. Letters are `listed` for whoever sees cases; None for who sees none."""
    total, some = tables.summary(rehearsal), (listed or ())[:MOST_LISTED]
    return Rehearse(
        **_asked(),
        heading=f"{rehearsal.area}, {day(rehearsal.since)} to {day(rehearsal.until)}",
        intro=_intro(rehearsal),
        notes=tuple(_notes(rehearsal)),
        figures=(
            (total.now, "letters under the ladder in force", None),
            (total.then, "letters under the changed ladder", None),
            (total.added, "added", None),
            (total.gone, "gone", None),
            (total.moved, "moved to another day", None),
        ),
        tables=tuple(
            _shown(one) for one in (tables.by_step(rehearsal), tables.by_service(rehearsal), tables.by_month(rehearsal))
            if one.rows
        ),
        letters=_letters(rehearsal, some) if listed is not None else None,
        letters_more=f"Only the first {MOST_LISTED} are shown. The file has them all."
        if len(listed or ()) > MOST_LISTED
        else "",
        area=area,
        pack=pack,
    )  # fmt: skip


def _asked() -> dict[str, Any]:
    return {"title": "Rehearse a changed ladder", "button": "Rehearse it", "upload": True}


def _intro(rehearsal: Rehearsal) -> str:
    letters = counted(len(rehearsal.changes), "letter")
    if not rehearsal.changes:
        return "Neither ladder would have sent a letter in this year."
    if all(change.outcome == "same" for change in rehearsal.changes):
        return f"The changed ladder would have sent the same {letters} on the same days."
    return "Each ladder was walked through every request for advice as if it had been in force all the time."


def _notes(rehearsal: Rehearsal) -> list[str]:
    other = f"This is the pack of {rehearsal.pack_area}, rehearsed on the requests of {rehearsal.area}."
    return [*([other] if rehearsal.pack_area != rehearsal.area else []), *tables.differing(rehearsal)]


def _shown(table: Table) -> Shown:
    words = 2 if "Letter" in table.columns else 1
    columns = (
        Column(text, is_numeric=words <= at < len(table.columns) - 1) for at, text in enumerate(table.columns)
    )
    return Shown(table.title.lower().replace(" ", "-"), table.title, tuple(columns), table.rows)


def _letters(rehearsal: Rehearsal, some: Sequence[Listed]) -> Shown:
    """From, to, copies and template stand by the step above; here each letter's child and days."""
    table = tables.letters(rehearsal, some)
    kept = [table.columns.index(name) for name in ("Child", "Service", "Step", *table.columns[-3:])]
    rows = tuple(
        tuple(
            Link(f"{one.child}, {one.reference}", reverse("desk:case", args=[one.case_id]))
            if at == 0
            else row[at]
            for at in kept
        )
        for one, row in zip(some, table.rows, strict=True)
    )
    return Shown("letters", "Letters that change", tuple(Column(table.columns[at]) for at in kept), rows)
