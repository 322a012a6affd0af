"""Tables as files to take along: CSV and XLSX in which nothing comes alive when a spreadsheet program opens them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter
from django.http import HttpResponse

from goldenthread.design.spreadsheet import harmless

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 20
Rows = Iterable[Sequence[str | int]]


def csv_file(rows: Rows) -> bytes:
    """Headings and rows, marked as UTF-8 so that Excel reads every name right."""
    text = io.StringIO()
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")


def xlsx_file(sheets: Mapping[str, Rows]) -> bytes:
    """A sheet for each table, its first row the headings. Words are written as words, so that none is worked out."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        bold = book.add_format({"bold": True})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 1)
            sheet.set_column(0, 30, WIDTH)
            for at, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(at, place, cell, None if at else bold)
                    else:
                        sheet.write_number(at, place, cell)
    return content.getvalue()


def handed_over(content: bytes, name: str, kind: str) -> HttpResponse:
    """The answer that a browser keeps as a file, `csv` or `xlsx`, and keeps nowhere else."""
    mime = XLSX if kind == "xlsx" else "text/csv; charset=utf-8"
    answer = HttpResponse(content, content_type=mime)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer["Cache-Control"] = "no-store"
    return answer
