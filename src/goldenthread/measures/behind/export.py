"""The list as CSV, in which nothing comes alive when a spreadsheet program opens it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from goldenthread.measures.behind.page import Line

ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def csv_file(columns: Iterable[str], lines: Iterable[Line]) -> bytes:
    """Headings and rows, marked as UTF-8 so that Excel reads every name right."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    for line in lines:
        writer.writerow([harmless(cell) for cell in line.texts])
    return text.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """Text that begins as a formula would gets an apostrophe before it."""
    return f"'{text}" if text.startswith(ACTIVE) else text
