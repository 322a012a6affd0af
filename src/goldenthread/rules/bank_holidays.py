"""England's bank holidays: by rule, with the proclaimed exceptions, and how far ahead they are certain.

The calendar ships with the package; nothing is fetched. What cannot be known by rule (a jubilee, a
coronation, a moved day) is proclaimed, so beyond `VALID_THROUGH` an answer in working days is provisional.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from goldenthread.rules.words import said

FIRST_YEAR = 2014
LAST_YEAR = 2045
VALID_THROUGH = date(2028, 12, 31)
"""The last day covered by the list of bank holidays that the government has published."""

ONE_OFFS: Mapping[date, str] = {
    date(2022, 6, 3): "Platinum Jubilee bank holiday",
    date(2022, 9, 19): "Bank holiday for the State Funeral of Queen Elizabeth II",
    date(2023, 5, 8): "Bank holiday for the coronation of King Charles III",
}
MOVED: Mapping[date, date] = {
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}
"""Days proclaimed away from their rule: the early May holiday to VE Day, the spring holiday to the Jubilee."""

MONDAY, SATURDAY, SUNDAY = 0, 5, 6


def bank_holidays(year: int) -> dict[date, str]:
    """The days of a year on which England's banks close, weekends replaced by their substitute days."""
    by_rule = {MOVED.get(day, day): name for day, name in _by_rule(year)}
    proclaimed = {day: name for day, name in ONE_OFFS.items() if day.year == year}
    return dict(sorted({**by_rule, **proclaimed}.items()))


def all_bank_holidays() -> frozenset[date]:
    """Every bank holiday of the years that the shipped calendar covers."""
    return frozenset(day for year in range(FIRST_YEAR, LAST_YEAR + 1) for day in bank_holidays(year))


def is_provisional(day: date) -> bool:
    """Whether a working-day answer reaching this day could still be changed by a proclamation."""
    return day > VALID_THROUGH


def calendar_alarm(today: date, *, valid_through: date = VALID_THROUGH) -> str | None:
    """The sentence for the health page when the calendar ends before next year's end, or nothing."""
    if valid_through >= date(today.year + 1, 12, 31):
        return None
    return (
        f"The calendar of bank holidays is certain only to {said(valid_through)}. Install a version of "
        "Goldenthread that holds the bank holidays published since: dates counted in working days after "
        "then may be wrong."
    )


def _by_rule(year: int) -> Iterator[tuple[date, str]]:
    easter = easter_sunday(year)
    yield _substitute(date(year, 1, 1)), "New Year's Day"
    yield easter - timedelta(days=2), "Good Friday"
    yield easter + timedelta(days=1), "Easter Monday"
    yield _monday_on_or_after(date(year, 5, 1)), "Early May bank holiday"
    yield _monday_on_or_after(date(year, 5, 25)), "Spring bank holiday"
    yield _monday_on_or_after(date(year, 8, 25)), "Summer bank holiday"
    yield from _christmas(year)


def _christmas(year: int) -> Iterator[tuple[date, str]]:
    """Christmas Day and Boxing Day; the one that falls on a weekend goes to the next free weekday."""
    christmas, boxing = date(year, 12, 25), date(year, 12, 26)
    yield (date(year, 12, 27) if christmas.weekday() >= SATURDAY else christmas), "Christmas Day"
    yield (date(year, 12, 28) if boxing.weekday() >= SATURDAY else boxing), "Boxing Day"


def _substitute(day: date) -> date:
    return _monday_on_or_after(day) if day.weekday() >= SATURDAY else day


def _monday_on_or_after(day: date) -> date:
    return day + timedelta(days=(MONDAY - day.weekday()) % 7)


def easter_sunday(year: int) -> date:
    """Easter Sunday of the western churches, in the Gregorian calendar (the Oudin form of the computus)."""
    century = year // 100
    golden = year % 19
    solar = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = solar - (solar // 28) * (1 - (29 // (solar + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))
