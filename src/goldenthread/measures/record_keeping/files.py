"""The report as a file: a workbook to work with, CSV for a spreadsheet, a document to table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from goldenthread.design.spreadsheet import harmless
from goldenthread.measures.document import document
from goldenthread.measures.kept import Keeping
from goldenthread.measures.record_keeping.tables import report, rows
from goldenthread.measures.workbook import workbook


def as_csv(keeping: Keeping) -> bytes:
    """One line for each record system of each service, marked as UTF-8; nothing in it comes alive."""
    text = io.StringIO()
    writer = csv.writer(text)
    for row in rows(keeping):
        writer.writerow([harmless(str(cell)) for cell in row])
    return text.getvalue().encode("utf-8-sig")


KINDS: dict[str, tuple[str, Callable[[Keeping], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda keeping: workbook(report(keeping)),
    ),
    "pdf": ("application/pdf", lambda keeping: document(report(keeping))),
}


def written(keeping: Keeping, kind: str) -> bytes:
    """The report as a file of this kind."""
    return KINDS[kind][1](keeping)


def named(keeping: Keeping, kind: str) -> str:
    """What the file is called: record-keeping-torbay-2022-01-01-to-2022-03-31.csv."""
    period = keeping.period
    return f"record-keeping-{keeping.area}-{period.first.isoformat()}-to-{period.last.isoformat()}.{kind}"
