"""Writing the tracker in the layout that teams know: XLSX with its formulas, or CSV that brings none to life."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from goldenthread.design.spreadsheet import harmless
from goldenthread.tracker.queries import TrackerLine

HEADINGS = (
    "LA ref", "Forename", "Surname", "DOB", "NHS No.", "Date request rec'd", "Service", "Known?", "Ack sent",
    "Due (6 wks)", "Chased", "Date report returned", "Days late", "Notes",
)  # fmt: skip
FIELDS = (
    "reference", "forename", "surname", "born_on", "nhs_number", "received_on", "service", "known", "acknowledged_on",
    "due_on", "chased_on", "returned_on", "days_late", "notes",
)  # fmt: skip
WIDTHS = (13, 12, 14, 12, 13, 18, 13, 9, 12, 12, 12, 20, 10, 40)
HEADER_ROW = 4


def write_workbook(path: Path, lines: Sequence[TrackerLine], *, title: str, labels: Sequence[str]) -> None:
    """Write the tracker as a workbook: title, heading on row 4, a line each, a total, and the list of services."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        styles = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "heading": book.add_format({"bold": True, "bg_color": "#d8dde0", "border": 1, "text_wrap": True}),
            "day": book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
            "total": book.add_format({"bold": True}),
        }
        sheet = book.add_worksheet("EHC tracker")
        _head(sheet, title, styles)
        for place, line in enumerate(lines, start=HEADER_ROW):
            _write_line(sheet, place, line, styles)
        end = HEADER_ROW + len(lines)
        sheet.write_string(end, 0, "TOTAL", styles["total"])
        sheet.write_number(end, FIELDS.index("service"), len(lines), styles["total"])
        choices = book.add_worksheet("Lists")
        for column, label in enumerate(labels):
            choices.write_string(0, column, label)


def _head(sheet: Any, title: str, styles: dict[str, Any]) -> None:
    sheet.write_string(0, 0, title, styles["title"])
    sheet.write_string(1, 0, "Protect: personal data")
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.write_string(HEADER_ROW - 1, column, heading, styles["heading"])
        sheet.set_column(column, column, width)
    sheet.freeze_panes(HEADER_ROW, 1)
    sheet.autofilter(HEADER_ROW - 1, 0, HEADER_ROW - 1, len(HEADINGS) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW - 1)


def _write_line(sheet: Any, place: int, line: TrackerLine, styles: dict[str, Any]) -> None:
    """Text is typed as text; the two columns that teams compute keep their formulas, with today's value beside."""
    row = place + 1
    for column, name in enumerate(FIELDS):
        value = getattr(line, name)
        if name == "due_on":
            sheet.write_formula(
                place, column, f"=F{row}+42", styles["day"], (value - date(1899, 12, 30)).days
            )
        elif name == "days_late":
            formula = f'=IF(L{row}="","",MAX(0,L{row}-J{row}))'
            sheet.write_formula(place, column, formula, None, "" if value is None else value)
        elif isinstance(value, date):
            sheet.write_datetime(place, column, value, styles["day"])
        elif value:
            sheet.write_string(place, column, str(value))


def write_csv(path: Path, lines: Sequence[TrackerLine]) -> None:
    """Write the tracker as CSV; a cell that a spreadsheet might run is led by an apostrophe."""
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for line in lines:
            writer.writerow([_plain(getattr(line, name)) for name in FIELDS])


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return harmless("" if value is None else str(value))
