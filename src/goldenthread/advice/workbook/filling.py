"""What the filled-in cells of a row say: days, a reason, an answer; or what is wrong with them and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from goldenthread.advice.workbook.columns import ANSWERS, HEADINGS
from goldenthread.rules.returned_rows import Filled
from goldenthread.rules.words import MONTHS, listed

_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
YEARS = range(2000, 2101)


def filled(cells: Mapping[str, str], causes: Mapping[str, str]) -> tuple[Filled, list[str]]:
    """What a row says, and what in it cannot be read. `causes` are the titles of the reasons by their codes."""
    wrong: list[str] = []
    days = {}
    for name in ("advice_on", "expected_on"):
        text = cells.get(name, "")
        days[name] = day(text)
        if text and days[name] is None:
            wrong.append(f"“{text}” under “{HEADINGS[name]}” is no day. Type it as 20/11/2026.")
    codes = {}
    for name, choices in (("cause", causes), ("answer", ANSWERS)):
        text = cells.get(name, "")
        codes[name] = _code(text, choices)
        if text and not codes[name]:
            offered = listed([f"“{title}”" for title in choices.values()], none="no choice")
            wrong.append(f"“{text}” under “{HEADINGS[name]}” is not on the list. There is {offered}.")
    said = Filled(
        days["advice_on"], codes["cause"], days["expected_on"], codes["answer"], cells.get("remark", "")
    )
    return said, wrong


def day(text: str) -> date | None:
    """A day as people type it in England, the day before the month; None where there is no such day."""
    if found := _ISO.fullmatch(text):
        year, month, number = map(int, found.groups())
    elif found := _NUMBERS.fullmatch(text):
        number, month, year = map(int, found.groups())
    elif found := _WORDS.fullmatch(text):
        number, year, month = int(found[1]), int(found[3]), _month(found[2])
    else:
        return None
    try:
        return date(year, month, number) if year in YEARS else None
    except ValueError:
        return None


def _month(name: str) -> int:
    """Its number; 0, which no calendar has, where it is none."""
    return next((at for at, each in enumerate(MONTHS, 1) if each.lower().startswith(name.lower())), 0)


def _code(text: str, choices: Mapping[str, str]) -> str:
    wanted = " ".join(text.split()).casefold()
    return next(
        (code for code, title in choices.items() if wanted in (" ".join(title.split()).casefold(), code)), ""
    )
