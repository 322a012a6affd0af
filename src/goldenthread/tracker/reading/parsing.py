"""A whole file read in this process: for the limited child, and for tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from goldenthread.tracker.reading import books, layout
from goldenthread.tracker.reading.columns import Calendar, look_down, settled
from goldenthread.tracker.reading.outcome import Note, Outcome, Reading
from goldenthread.tracker.reading.row import Raw, Reader
from goldenthread.tracker.reading.rows import outcomes
from goldenthread.tracker.reading.values import Services

Answers = Mapping[tuple[int, str], str]
"""By row and field, what a person says that the cell should say."""


@dataclass
class Opened:
    """A tracker that was found, and its rows, still to be read."""

    sheet: str
    header_row: int
    outcomes: Iterator[Outcome]


def opened(path: Path, *, labels: Mapping[str, str], today: date, name: str, answers: Answers) -> Opened:
    """Find the tracker in a file; raises Refused with what was found instead."""
    return found_in(books.opened(path, name), labels=labels, today=today, answers=answers)


def found_in(
    book: books.Book, *, labels: Mapping[str, str], today: date, answers: Answers = MappingProxyType({})
) -> Opened:
    """Find the tracker among the sheets of a book; raises Refused where there is none."""
    notes = book.notes
    found = layout.find(book.loaders, notes)
    columns = settled(found, notes)
    calendar = Calendar(today.year, found.sheet.epoch)
    notes += look_down(found.sheet, found.row, columns, calendar)
    by_row: dict[int, dict[str, str]] = {}
    for (row, answered), text in answers.items():
        if answered in Raw._fields:
            by_row.setdefault(row, {})[answered] = text
    reader = Reader(columns, Services(labels), calendar, today, found.sheet.is_ragged, by_row)
    return Opened(found.sheet.name, found.row, _all(notes, outcomes(found.sheet, found.row, reader)))


def _all(notes: list[str], rows: Iterator[Outcome]) -> Iterator[Outcome]:
    yield from map(Note, notes)
    yield from rows


def parse(
    path: Path, *, labels: Mapping[str, str], today: date, name: str = "", answers: Answers | None = None
) -> Reading:
    """Read a tracker in this process, without the limits that a stranger's file deserves."""
    found = opened(path, labels=labels, today=today, name=name or path.name, answers=answers or {})
    reading = Reading(found.sheet, found.header_row)
    reading.take(found.outcomes)
    return reading
