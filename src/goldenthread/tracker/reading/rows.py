"""Every row of the tracker, each counted once: taken, refused, asked about, a repeat, or no request at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from goldenthread.rules.words import listed
from goldenthread.tracker.reading.disagreements import disagreements
from goldenthread.tracker.reading.outcome import Duplicate, Ignored, Outcome, Question, Rejected, Row
from goldenthread.tracker.reading.row import NoRequest, Raw, Reader, Unsure, Wrong, same
from goldenthread.tracker.reading.sheets import Cells, Sheet
from goldenthread.tracker.reading.text import line
from goldenthread.tracker.reading.values import reference_key


def outcomes(sheet: Sheet, header_row: int, reader: Reader) -> Iterator[Outcome]:
    """Judge every row below the headings, down to the last that has anything in it."""
    first: dict[tuple[str, str], Row] = {}
    blank: list[int] = []
    for number, cells in islice(sheet.rows(), header_row, None):
        if not any(cells) or not any(map(line, cells)):
            blank.append(number)
            continue
        if blank:
            yield from map(Ignored, blank)
            blank = []
        yield from _judged(number, cells, reader, first)


def _judged(
    number: int, cells: Cells, reader: Reader, first: dict[tuple[str, str], Row]
) -> Iterator[Outcome]:
    raw = reader.answered(number, reader.raw(cells))
    try:
        row = reader.row(number, cells, raw)
    except NoRequest:
        yield Ignored(number)
    except Unsure as unsure:
        yield Question(number, unsure.field, unsure.problem, unsure.choices)
    except Wrong as wrong:
        yield Rejected(number, wrong.field, wrong.problem)
    else:
        before = first.setdefault((reference_key(row.reference), row.service), row)
        if before is row:
            yield row
            yield from disagreements(row, raw, reader.calendar)
        else:
            yield _again(row, before, raw)


def _again(row: Row, before: Row, raw: Raw) -> Duplicate | Question:
    """A second row for one reference and service: a repeat if it says nothing new, else which is right?"""
    fields = [
        name
        for name, now, then in zip(Row._fields[1:], row[1:], before[1:], strict=True)
        if now is not None and not same(now, then)
    ]
    if not fields:
        return Duplicate(row.row, before.row)
    named = listed([WORDS[field] for field in fields])
    return Question(
        row.row,
        fields[0],
        f"Rows {before.row} and {row.row} both speak of {row.reference}, {line(raw.service)}, and differ in {named}: "
        f"row {before.row} was taken. Say which is right, and delete or mend the other.",
    )


WORDS = {
    "reference": "the reference",
    "forename": "the forename",
    "surname": "the surname",
    "born_on": "the date of birth",
    "nhs_number": "the NHS number",
    "service": "the service",
    "received_on": "the day the request was received",
    "involvement": "whether the child is known",
    "acknowledged_on": "the day of the acknowledgement",
    "chased_on": "the day of the chase",
    "returned_on": "the day the advice was returned",
    "notes": "the notes",
    "school": "the school",
    "upn": "the UPN",
    "gp": "the GP",
}
"""How a field is called in a sentence."""
