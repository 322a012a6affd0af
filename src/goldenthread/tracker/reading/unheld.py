"""Rows that hold no request: totals, headings between the lines, headings repeated, counts alone."""

from __future__ import annotations

import re
from datetime import date

from goldenthread.tracker.reading.sheets import Cells
from goldenthread.tracker.reading.text import Cell, line, squeezed

_TOTAL = re.compile(r"(?:(?:grand|running|sub)[\s-]?)?totals?\b|(?:counts?|averages?|mean|median|sum)\b")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\W(?:20)?\d\d)?")
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\W*(?:20)?\d\d")


def holds_no_request(cells: Cells, headings: list[str], *, is_named: bool) -> bool:
    """Whether a row, in which neither a service nor a request date was found, is no request at all.

    `is_named` says that it has something under the headings of the reference or the NHS number.
    """
    said = [(column, cell) for column, cell in enumerate(cells) if line(cell)]
    texts = [cell for _, cell in said if isinstance(cell, str)]
    if texts and _TOTAL.match(line(texts[0]).casefold()):
        return True
    if len(said) == 1:
        only = said[0][1]
        return isinstance(only, date) or _is_label(only) or not (texts or is_named)
    return _repeats(said, headings) if texts else not is_named


def _is_label(cell: Cell) -> bool:
    """Words alone on a line are a heading, or a remark; a code alone is a request cut short."""
    text = line(cell).casefold()
    is_code = any(map(str.isdigit, text)) and " " not in text
    return not is_code or bool(_YEAR.fullmatch(text) or _MONTH.fullmatch(text))


def _repeats(said: list[tuple[int, Cell]], headings: list[str]) -> bool:
    same = [
        column
        for column, cell in said
        if column < len(headings) and squeezed(line(cell)) == squeezed(headings[column])
    ]
    return len(same) >= 2 and len(same) * 2 >= len(said)
