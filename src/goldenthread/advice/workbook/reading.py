"""A list that came back, read as text: which cells stand in which row. What they say is judged elsewhere.

Anybody may have made the file. It is checked and read in limited processes; no formula is worked out, nothing is
fetched, and only what stands under the headings of a list is kept.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from goldenthread.advice.workbook.columns import HEADINGS
from goldenthread.documents.checks import Format, checked
from goldenthread.rules.refusals import Refused

SECONDS = 15
MOST_ROWS, MOST_SHEETS, HEADING_WITHIN = 2_000, 10, 20
LONGEST_CELL = 4_000
SAVE_AS = "Open the list in Excel or LibreOffice, save it as an Excel workbook (.xlsx), and bring that."
NO_LIST = (
    "No sheet of this workbook has the headings of a list that was taken out here. Bring the workbook that you "
    "filled in, with its headings as they were, or take the list out again."
)
TOO_MANY = f"The list has more than {MOST_ROWS:,} rows. Bring it in parts."
UNREADABLE = f"The workbook cannot be read. {SAVE_AS}"
Row = tuple[int, dict[str, str]]


def read(content: bytes, name: str) -> list[Row]:
    """The rows of a list that came back, by their number in the sheet; raises Refused with how to mend it."""
    if checked(content, name) is not Format.XLSX:
        raise Refused(f"This is no workbook. {SAVE_AS}")
    try:
        child = subprocess.run(
            [sys.executable, "-I", "-X", "utf8", "-m", "goldenthread.advice.workbook.child"],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS * 4,
            env={},
            cwd="/",
            start_new_session=True,
            check=False,
        )
        told = json.loads(child.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise Refused(UNREADABLE) from error
    if "refused" in told:
        raise Refused(told["refused"])
    return [(number, cells) for number, cells in told["rows"]]


def rows_in(content: bytes) -> list[Row]:
    """The rows, read in this process: for the limited child, and for tests of what was made here."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for name in book.sheet_names[:MOST_SHEETS]:
            sheet = book.get_sheet_by_name(name)
            if (found := _under_headings(enumerate(sheet.iter_rows(), start=1))) is not None:
                return found
    except CalamineError as error:
        raise Refused(UNREADABLE) from error
    raise Refused(NO_LIST)


def _under_headings(numbered: Iterable[tuple[int, Sequence[Any]]]) -> list[Row] | None:
    """The rows of a sheet, where it has the headings of a list among its first rows."""
    rows: Iterator[tuple[int, Sequence[Any]]] = iter(numbered)
    wanted = {heading.casefold(): key for key, heading in HEADINGS.items()}
    for number, cells in rows:
        places = {
            key: at
            for at, cell in enumerate(cells)
            if (key := wanted.get(_text(cell).casefold())) is not None
        }
        if len(places) == len(wanted):
            return list(_filled(rows, places))
        if number > HEADING_WITHIN:
            return None
    return None


def _filled(rows: Iterable[tuple[int, Sequence[Any]]], places: dict[str, int]) -> Iterator[Row]:
    count = 0
    for number, cells in rows:
        texts = {key: text for key, at in places.items() if at < len(cells) and (text := _text(cells[at]))}
        if not texts:
            continue
        count += 1
        if count > MOST_ROWS:
            raise Refused(TOO_MANY)
        yield number, texts


def _text(cell: Any) -> str:
    """A cell as text: a day as 2026-11-20, a whole number without its point, spaces as one."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())[: LONGEST_CELL + 1]
