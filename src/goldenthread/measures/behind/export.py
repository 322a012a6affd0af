"""The list as CSV, in which nothing comes alive when a spreadsheet program opens it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from goldenthread.design.spreadsheet import harmless
from goldenthread.measures.behind.page import Line


def csv_file(columns: Iterable[str], lines: Iterable[Line]) -> bytes:
    """Headings and rows, marked as UTF-8 so that Excel reads every name right."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for line in lines:
        writer.writerow([harmless(cell) for cell in line.texts])
    return text.getvalue().encode("utf-8-sig")
