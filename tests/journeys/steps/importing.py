"""The spreadsheet that exists today is brought, looked at and taken in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

from tests.journeys.steps.door import then_they_are_on, when_they_open
from tests.journeys.visitor import Visitor

HEADINGS = ("LA ref", "Forename", "Surname", "DOB", "NHS No.", "Date request rec'd", "Service", "Ack sent")


def given_a_tracker(path: Path, *rows: tuple[str, ...]) -> Path:
    """A workbook as people keep it: a title, a gap, then the headings on row 3."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("EHC tracker")
        sheet.write_string(0, 0, "Requests for an assessment, updated on Fridays")
        for at, row in enumerate((HEADINGS, *rows), start=2):
            for place, cell in enumerate(row):
                sheet.write_string(at, place, cell)
    return path


def when_they_bring(visitor: Visitor, tracker: Path) -> None:
    """Upload it, and see what would come of it."""
    when_they_open(visitor, "Import a tracker")
    then_they_are_on(visitor, "Import a tracker")
    visitor.attaches("Your tracker", tracker)
    visitor.presses("Upload and look at it")
    then_they_are_on(visitor, "What would come of this file")


def then_the_rows_are(visitor: Visitor, **counts: int) -> None:
    """So many are new, to decide, refused and so on."""
    said = {words: int(number) for words, number in visitor.figures().items()}
    wanted: Mapping[str, int] = {name.replace("_", " "): number for name, number in counts.items()}
    assert {name: said[name] for name in wanted} == wanted, said


def when_they_take_it_in(visitor: Visitor, button: str) -> None:
    """The rows that are good go in."""
    visitor.presses(button)
