"""The text of a cell, as a person would see it: exact, but for the characters that nobody can see."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta

BLANK_WORDS = frozenset({"", "-", "--", "–", "—", ".", "?", "n/a", "na", "none", "nil", "tbc", "tba"})
"""What people type to say that they have nothing to say."""

ERRORS = re.compile(r"#(?:REF!|N/?A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|#+)|Err:\d{3}")
"""What a spreadsheet writes for a formula that failed, or for a date too wide for its column."""

_UNSEEN = dict.fromkeys(
    [0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF]
)
_CONTROLS = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)])
_JOINERS = {0x200C: "\u200c", 0x200D: "\u200d"}
"""Some scripts and emoji are spelt with these two: in free text they stay."""

_FREE = {**_CONTROLS, **_UNSEEN, **_JOINERS}
_NEW_LINE = re.compile(r"\r\n?|[\u2028\u2029\x85]")


def shown(cell: Cell) -> str:
    """The cell as text: a whole number without its `.0`, a date as it is typed here."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    return str(cell)


def line(cell: Cell) -> str:
    """A name, a label or a reference: one line, single spaces, nothing that cannot be seen."""
    text = cell if isinstance(cell, str) else shown(cell)
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_NEW_LINE.sub(" ", text).translate(_UNSEEN | _controls_as_spaces).split())


_controls_as_spaces = dict.fromkeys(_CONTROLS, " ")


def free(cell: Cell) -> str:
    """Free text, kept as it was typed: its lines, its signs, and a formula as the text that it is."""
    text = shown(cell)
    if text.isascii() and text.isprintable():
        return text.strip()
    return _NEW_LINE.sub("\n", text).translate(_FREE).strip()


def is_blank(text: str) -> bool:
    """Whether a one-line answer says nothing: empty, a dash, a failed formula."""
    if len(text) <= 4:
        return text.casefold() in BLANK_WORDS or ERRORS.fullmatch(text) is not None
    return text[0] in "#E" and ERRORS.fullmatch(text) is not None


def squeezed(text: str) -> str:
    """Letters and digits alone, so that labels match whatever their case, spaces and punctuation."""
    return "".join(filter(str.isalnum, text.casefold().replace("&", "and").replace("+", "and")))
