"""Trackers made for tests: our own layout, people who are nobody, NHS numbers that begin 999."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter

from goldenthread.tracker.reading import Reading, parse

TODAY = datetime.date(2026, 11, 22)
LABELS = {
    "Care Nursing": "care-nursing",
    "O&O": "o-and-o",
    "OT": "ot",
    "Occupational Therapy": "ot",
    "PHN": "phn",
    "SLT": "slt",
    "Speech & Language": "slt",
}
GOOD: Mapping[str, Any] = {
    "LA ref": "EHC26-0001",
    "Forename": "Tamsin",
    "Surname": "Trease",
    "DOB": "14/02/2015",
    "NHS No.": "999 000 0018",
    "Date request rec'd": "02/03/2026",
    "Service": "SLT",
    "Known?": "Y",
    "Ack sent": "04/03/2026",
    "Due (6 wks)": "",
    "Chased": "",
    "Date report returned": "",
    "Days late": "",
    "Notes": "",
}
HEADINGS = list(GOOD)
FIELDS = [
    "reference",
    "forename",
    "surname",
    "born_on",
    "nhs_number",
    "received_on",
    "service",
    "involvement",
    "acknowledged_on",
    "due",
    "chased_on",
    "returned_on",
    "days_late",
    "notes",
]


def _valid_numbers() -> Iterator[str]:
    for body in range(999_000_000, 1_000_000_000):
        check = 11 - sum((10 - at) * int(digit) for at, digit in enumerate(str(body))) % 11
        if check != 10:
            yield f"{body}{check % 11}"


_NUMBERS = _valid_numbers()
_MADE: list[str] = []


def nhs_number(nth: int) -> str:
    """The nth valid NHS number that begins 999, counted from 1."""
    _MADE.extend(islice(_NUMBERS, max(0, nth - len(_MADE))))
    return _MADE[nth - 1]


def line(**changes: Any) -> list[Any]:
    """One good row, but for the fields that are changed."""
    row = dict(zip(FIELDS, GOOD.values(), strict=True))
    assert changes.keys() <= row.keys()
    return list((row | changes).values())


def lines(count: int) -> list[list[Any]]:
    """Good rows that differ in reference and NHS number."""
    return [line(reference=f"EHC26-{n:04}", nhs_number=nhs_number(n)) for n in range(1, count + 1)]


def workbook(path: Path, rows: Iterable[Iterable[Any]], *, sheet: str = "Tracker", **options: Any) -> Path:
    """An .xlsx with one sheet of these rows."""
    with xlsxwriter.Workbook(str(path), options) as book:
        fill(book, book.add_worksheet(sheet), rows)
    return path


def fill(book: Any, sheet: Any, rows: Iterable[Iterable[Any]]) -> None:
    """Write rows: dates as dates, text as text, numbers as numbers, errors as the errors of formulas."""
    dated = book.add_format({"num_format": "dd/mm/yyyy"})
    for down, row in enumerate(rows):
        for across, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write_datetime(down, across, value, dated)
            elif isinstance(value, str) and value.startswith("#"):
                sheet.write_formula(down, across, "=NA()", None, value)
            elif isinstance(value, str) and value:
                sheet.write_string(down, across, value)
            elif value not in (None, ""):
                sheet.write(down, across, value)


def separated(
    path: Path, rows: Iterable[Iterable[Any]], *, encoding: str = "utf-8", delimiter: str = ","
) -> Path:
    """The same as text."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def read_here(path: Path, **changes: Any) -> Reading:
    """Read in this process, on the tests' own day and with the tests' own services."""
    return parse(path, **{"labels": LABELS, "today": TODAY, **changes})


def reading_of(tmp_path: Path, *rows: list[Any], headings: list[Any] = HEADINGS, **changes: Any) -> Reading:
    """What is read from a workbook with these rows under the headings."""
    return read_here(workbook(tmp_path / "tracker.xlsx", [headings, *rows]), **changes)
