"""Dates and further dates as people type them, day first; anything else is refused in a sentence."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import MONTHS

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})")
MONTH_OF = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
HOW = "Write it as 2026-11-02, 2 November 2026 or 02/11/2026, the day first and the year in full."


@lru_cache(maxsize=65_536)
def read_date(text: str) -> date:
    """The date that a text means. Refused: anything that is not one date of the calendar."""
    text = text.strip()
    parts = _parts(text)
    if parts is None:
        raise Refused(f"“{text}” is not a date. {HOW}" if text else f"The date is missing. {HOW}", field="on")
    try:
        return date(*parts)
    except ValueError:
        raise Refused(
            f"“{text}” is not in the calendar. Check the day, the month and the year.", field="on"
        ) from None


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day."""
    if found := ISO.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := NUMERIC.fullmatch(text):
        return int(found[4]), int(found[3]), int(found[1])
    if found := NAMED.fullmatch(text):
        month = _month(found[2])
        return (int(found[3]), month, int(found[1])) if month else None
    return None


def _month(word: str) -> int | None:
    """A month by its name, or by a beginning of at least three letters."""
    number = MONTH_OF.get(word[:3].lower())
    return (
        number if number and MONTHS[number - 1].lower().startswith(word.lower().removesuffix("t")) else None
    )


def read_facts(pairs: list[str]) -> dict[str, date]:
    """Further dates, each written NAME=DATE."""
    facts: dict[str, date] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        name = name.strip().lower()
        if not equals or not name:
            raise Refused(
                f"“{pair}” is not a further date. Write it as NAME=DATE, for example notice=2026-03-20."
            )
        if name in facts:
            raise Refused(f"“{name}” is given twice. Leave one out.", field=name)
        facts[name] = read_date(text)
    return facts
