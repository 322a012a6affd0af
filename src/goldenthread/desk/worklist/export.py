"""The worklist as a file: text that no spreadsheet program takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

import xlsxwriter
from django.http import HttpResponse

from goldenthread.design.spreadsheet import harmless
from goldenthread.design.words import short_day
from goldenthread.desk.worklist.lines import Line

MOST = 100_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = {
    "child": "Child",
    "reference": "Reference",
    "service": "Service",
    "area": "Area",
    "received": "Received",
    "due": "Due",
    "reason": "How it stands",
    "held": "Held",
    "outcome": "Health’s answer",
    "step": "Step reached",
    "step_on": "Step reached on",
    "waiting_for": "Waiting for",
    "action": "What happens next",
    "action_on": "By",
}


def file(kind: str, lines: Iterable[Line], *, has_area: bool, on: date) -> HttpResponse:
    """The lines as `csv` or `xlsx`, named after the day."""
    table = _table(lines, has_area)
    content, mime = (_xlsx(table), XLSX) if kind == "xlsx" else (_csv(table), "text/csv; charset=utf-8")
    answer = HttpResponse(content, content_type=mime)
    answer["Content-Disposition"] = f'attachment; filename="worklist {short_day(on)}.{kind}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _table(lines: Iterable[Line], has_area: bool) -> Iterator[list[str]]:
    kept = [name for name in HEADINGS if has_area or name != "area"]
    yield [HEADINGS[name] for name in kept]
    for line in lines:
        yield [getattr(line, name) for name in kept]


def _csv(table: Iterable[list[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    for row in table:
        writer.writerow([harmless(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(table: Iterable[list[str]]) -> bytes:
    """Every cell is written as text, so nothing in it is ever worked out or followed."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Worklist")
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(HEADINGS), 20)
        for at, row in enumerate(table):
            for place, cell in enumerate(row):
                sheet.write_string(at, place, cell, bold if at == 0 else None)
    return content.getvalue()
