"""Dates in every common way of typing them.

A numeric date has two readings, day first and month first; who calls decides which to believe, from the
column it stands in. Every other way of writing a date has one. Nothing is guessed: text that does not
say a whole date (no year, no day, six digits run together) has no reading.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from goldenthread.rules.words import MONTHS
from goldenthread.tracker.reading.text import Cell, line

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
"""Day nought of the two serial calendars, which differ by four years and a day."""

EARLIEST, LATEST = date(1920, 1, 1), date(2120, 1, 1)
"""A serial or a year outside these is a slip of the finger, not a date."""


class Typed(NamedTuple):
    """A date as it was typed: the same day twice, unless its numbers can be read in two orders."""

    day_first: date | None
    month_first: date | None

    @property
    def is_month_first_only(self) -> bool:
        """Whether it shows that whoever typed this column puts the month first."""
        return self.day_first is None

    @property
    def is_open(self) -> bool:
        """Whether the two orders give two different days."""
        return None not in self and self.day_first != self.month_first

    @property
    def settled(self) -> date:
        """The one day that it says, or that it says when the day comes first."""
        return self.day_first or self.month_first  # type: ignore[return-value]


def typed_date(cell: Cell, *, this_year: int, epoch: int = 1900) -> Typed | None:
    """Read a cell as a date; None where it is not one. Two-digit years are the latest not after `this_year`."""
    if isinstance(cell, date):
        return _one(_day(cell.year, cell.month, cell.day))
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return serial_date(float(cell), epoch) or _digits(line(cell))
    return _text(line(cell), this_year, epoch) if isinstance(cell, str) else None


def serial_date(serial: float, epoch: int) -> Typed | None:
    """An Excel serial: days since the workbook's own epoch, the time of day cut off."""
    if not 0 <= serial < 100_000:
        return None
    day = EPOCHS[epoch] + timedelta(days=int(serial))
    return _one(day) if EARLIEST <= day < LATEST else None


_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+")
_TIME = re.compile(r",?(?:\s+at)?(?:t|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]\.?m\.?)?$")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dt\d\d:\d\d(:\d\d(\.\d+)?)?(z|[+-]\d\d:?\d\d)$")
_DASHES = dict.fromkeys([0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212], "-")
_GAP = r"\s*[-/.,\\_\s]\s*"
_YEAR = r"(?P<year>\d{4}|['’]?\d{2})"
_NUMBERS = re.compile(rf"(\d{{1,2}}){_GAP}(\d{{1,2}}){_GAP}{_YEAR}$")
_ISO = re.compile(rf"(?P<year>\d{{4}}){_GAP}(?P<month>\d{{1,2}}){_GAP}(?P<day>\d{{1,2}})$")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_NAMED = [
    re.compile(pattern)
    for pattern in (
        rf"(?:the\s+)?{_DAY}[\s\-/.,]*(?:of\s+)?{_NAME}[\s\-/.,]*{_YEAR}$",
        rf"{_NAME}[\s\-/.,]*{_DAY}[\s\-/.,]+{_YEAR}$",
        rf"(?P<year>\d{{4}})[\s\-/.,]*{_NAME}[\s\-/.,]*{_DAY}$",
    )
]
_SERIAL = re.compile(r"\d{5}(\.\d+)?$")


def _text(text: str, this_year: int, epoch: int) -> Typed | None:
    text = text.translate(_DASHES).casefold().rstrip(".,;")
    if _INSTANT.match(text):
        return _instant(text)
    weekday = _WEEKDAY.match(text)
    text = _TIME.sub("", text[weekday.end() :] if weekday else text)
    typed = _numbers(text, this_year) or _named(text, this_year)
    if typed is None:
        typed = _digits(text)
    if typed is None and _SERIAL.match(text):
        typed = serial_date(float(text), epoch)
    return _on(typed, weekday[1]) if typed and weekday else typed


def _instant(text: str) -> Typed | None:
    try:
        return _one(datetime.fromisoformat(text.upper()).astimezone(LONDON).date())
    except ValueError:
        return None


def _numbers(text: str, this_year: int) -> Typed | None:
    if found := _ISO.match(text):
        return _one(_day(int(found["year"]), int(found["month"]), int(found["day"])))
    if found := _NUMBERS.match(text):
        return _either(int(found[1]), int(found[2]), _full_year(found["year"], this_year))
    return None


def _digits(text: str) -> Typed | None:
    """Eight digits run together (seven where a nought in front was lost); six could be three dates."""
    if len(text) not in (7, 8) or not (text.isascii() and text.isdigit()):
        return None
    text = text.rjust(8, "0")
    return _one(_day(int(text[:4]), int(text[4:6]), int(text[6:]))) or _either(
        int(text[:2]), int(text[2:4]), int(text[4:])
    )


def _named(text: str, this_year: int) -> Typed | None:
    for pattern in _NAMED:
        if (found := pattern.match(text)) and (month := _month(found["name"])):
            return _one(_day(_full_year(found["year"], this_year), month, int(found["day"])))
    return None


def _month(name: str) -> int | None:
    """A month by its name or the first three letters or more of it, and `Sept`."""
    if name == "sept":
        return 9
    return next((n for n, month in enumerate(MONTHS, 1) if month.casefold().startswith(name)), None)


def _full_year(year: str, this_year: int) -> int:
    year = year.lstrip("'’")
    if len(year) == 4:
        return int(year)
    full = this_year // 100 * 100 + int(year)
    return full if full <= this_year else full - 100


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if EARLIEST <= found < LATEST else None


def _one(day: date | None) -> Typed | None:
    return Typed(day, day) if day else None


def _either(first: int, second: int, year: int) -> Typed | None:
    typed = Typed(_day(year, second, first), _day(year, first, second))
    return typed if any(typed) else None


def _on(typed: Typed, weekday: str) -> Typed | None:
    """Only the readings that fall on the weekday written in front."""
    kept = Typed(*(day if day and WEEKDAYS[day.weekday()] == weekday else None for day in typed))
    return kept if any(kept) else None
