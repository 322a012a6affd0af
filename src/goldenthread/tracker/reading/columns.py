"""Which column answers which question, where two could; and how each column of dates is typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import counted, listed
from goldenthread.tracker.reading.dates import Typed, typed_date
from goldenthread.tracker.reading.headers import DATES, FREE_TEXT, Meaning
from goldenthread.tracker.reading.layout import Headings
from goldenthread.tracker.reading.sheets import Sheet, letter
from goldenthread.tracker.reading.text import Cell, line

MOST_LISTED = 20
Claim = tuple[Meaning, int]


@dataclass
class Columns:
    """Where each field stands, counted from nought, and what the file calls it."""

    of: dict[str, int]
    notes: list[int]
    headings: list[str]
    month_first: set[str] = field(default_factory=set)

    def called(self, name: str) -> str:
        """The heading of a field's column, as the file words it."""
        at = self.notes[0] if name == "notes" and self.notes else self.of.get(name)
        return self.headings[at] if at is not None else name

    @property
    def width(self) -> int:
        return max([*self.of.values(), *self.notes, len(self.headings) - 1]) + 1


def settled(found: Headings, notes: list[str]) -> Columns:
    """One column for each field; the notes gain what was left out, hidden or merged."""
    of, unused = {}, []
    free = sorted(column for name in FREE_TEXT for _, column in found.claims.get(name, ()))
    for name, claims in found.claims.items():
        if name not in FREE_TEXT:
            of[name], left = _one(name, claims, found)
            unused += left
    unused += [
        column
        for column, text in enumerate(found.texts)
        if text and column not in of.values() and column not in free and column not in unused
    ]
    columns = Columns(of, free, found.texts)
    notes.extend(_about(found, sorted(unused)))
    return columns


def _one(name: str, claims: list[Claim], found: Headings) -> tuple[int, list[int]]:
    """The column with the more usual heading; refused where two are as likely and do not say the same."""
    claims = sorted(claims)
    (first, column), rest = claims[0], claims[1:]
    rivals = [other for meant, other in rest if meant.rank == first.rank or _is_doubtful(name, found)]
    same = [column, *rivals]
    spokesman = next((one for one in same if not rivals or _agree(found, one, same)), None)
    if spokesman is None:
        named = listed([f"“{found.texts[one]}” ({letter(one)})" for one in sorted(same)])
        raise Refused(
            f"The columns {named} could each be the same thing: rename the ones that are not to be read, "
            "or delete them from a copy."
        )
    return spokesman, [other for _, other in claims if other != spokesman]


def _is_doubtful(name: str, found: Headings) -> bool:
    """“Requested” beside “Received” and nothing for the advice: either might be the day of the request."""
    return name == "received_on" and "returned_on" not in found.claims


def _agree(found: Headings, first: int, columns: list[int]) -> bool:
    """Whether no row says in another of the columns what it does not say in the first."""
    for _, cells in islice(found.sheet.rows(), found.row, None):
        said = {line(cells[column]) for column in columns if column < len(cells)}
        if said - {line(cells[first]) if first < len(cells) else "", ""}:
            return False
    return True


def _about(found: Headings, unused: list[int]) -> list[str]:
    sheet, notes = found.sheet, []
    if unused:
        named = listed([f"“{found.texts[column]}” ({letter(column)})" for column in unused])
        notes.append(
            f"Not read, because nothing here asks for it: {counted(len(unused), 'column')}, {named}."
        )
    hidden = [
        column for column in sheet.hidden_columns if column <= len(found.texts) and found.texts[column - 1]
    ]
    if hidden:
        named = listed([f"{letter(column - 1)} “{found.texts[column - 1]}”" for column in hidden])
        notes.append(f"{counted(len(hidden), 'hidden column')} read like the others: {named}.")
    if down := sorted(
        top + 1 for (top, _), (bottom, _) in sheet.merges if bottom > top and bottom >= found.row
    ):
        notes.append(f"Merged cells were carried down from {_some(sorted(set(down)))}.")
    return notes


def _some(rows: list[int]) -> str:
    more = f" and {len(rows) - MOST_LISTED} more" if len(rows) > MOST_LISTED else ""
    return f"row{'s' if len(rows) > 1 else ''} {', '.join(map(str, rows[:MOST_LISTED]))}{more}"


class Calendar:
    """The dates of one sheet: each way of typing is worked out once."""

    def __init__(self, this_year: int, epoch: int | None) -> None:
        self.epoch = epoch or 1900
        self._has_epoch = epoch is not None
        self._this_year = this_year
        self._known: dict[str | date, Typed | None] = {}

    def typed(self, cell: Cell) -> Typed | None:
        """The readings of a cell; None where it is no date."""
        if not isinstance(cell, (str, date)):
            return typed_date(cell, this_year=self._this_year, epoch=self.epoch) if self._has_epoch else None
        try:
            return self._known[cell]
        except KeyError:
            typed = typed_date(cell, this_year=self._this_year, epoch=self.epoch)
            return self._known.setdefault(cell, typed)

    def is_month_first(self, cell: Cell) -> bool:
        """Whether a cell is a date that can only have its month in front."""
        typed = self.typed(cell)
        return typed is not None and typed.is_month_first_only


def look_down(sheet: Sheet, header_row: int, columns: Columns, calendar: Calendar) -> list[str]:
    """Look at the columns of dates before any row is read, and for values under no heading, to tell of them.

    A column with one numeric date that can only be month first leaves nothing numeric in it sure.
    """
    dates = {name: columns.of[name] for name in (*DATES, "due") if name in columns.of}
    texts: dict[str, set[Cell]] = {name: set() for name in dates}
    into = [(column, texts[name].add) for name, column in dates.items()]
    bare = [column for column, text in enumerate(columns.headings) if not text]
    filled: set[int] = set()
    hidden, unseen = set(sheet.hidden_rows), []
    for number, cells in islice(sheet.rows(), header_row, None):
        if number in hidden and any(cells):
            unseen.append(number)
        for column, add in into:
            if column < len(cells) and type(cell := cells[column]) is str:
                add(cell)
        if bare:
            filled.update(column for column in bare if column < len(cells) and cells[column] != "")
    columns.month_first = {name for name in dates if any(map(calendar.is_month_first, texts[name]))}
    notes = [f"{counted(len(unseen), 'hidden row')} read like the others: {_some(unseen)}."] if unseen else []
    notes += [f"Column {letter(one)} has values but no heading, and was not read." for one in sorted(filled)]
    return notes
