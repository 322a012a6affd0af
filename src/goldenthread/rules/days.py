"""How the regulations count: weeks, days, months, twelve months and working days, on London civil dates.

Statutory weeks and days are calendar days; bank holidays and school holidays move none of them. Working
days stand apart, in a look-up table, because only a few limits and the escalation ladder use them.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate
from typing import Final

from goldenthread.rules.bank_holidays import FIRST_YEAR, LAST_YEAR, SATURDAY, all_bank_holidays
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said

ONE_DAY: Final = timedelta(days=1)


class DayOne(StrEnum):
    """Whether the day of the event counts as day one of "within N weeks of" it.

    The courts leave it out (2 April 2025 + 20 weeks = 20 August 2025). Some publish one day earlier.
    """

    EXCLUDED = "excluded"
    INCLUDED = "included"


def days_after(event: date, days: int, day_one: DayOne = DayOne.EXCLUDED) -> date:
    """The last day of "within N days of" an event: the day of the event is left out unless told otherwise."""
    return date.fromordinal(event.toordinal() + (days if day_one is DayOne.EXCLUDED else days - 1))


def weeks_after(event: date, weeks: int, day_one: DayOne = DayOne.EXCLUDED) -> date:
    """The last day of "within N weeks of" an event, each week being seven calendar days."""
    return days_after(event, 7 * weeks, day_one)


def days_before(event: date, days: int) -> date:
    """The last day that is "at least N days before" an event."""
    return event - timedelta(days=days)


def weeks_before(event: date, weeks: int) -> date:
    """The last day that is "at least N weeks before" an event."""
    return days_before(event, 7 * weeks)


def days_beginning_with(first: date, days: int) -> date:
    """The last of N days "beginning with the day": that day is the first of them."""
    return date.fromordinal(first.toordinal() + days - 1)


def months_after(event: date, months: int) -> date:
    """The corresponding date N months on (or back), or the last day of a month too short to have it."""
    years, month = divmod(event.month - 1 + months, 12)
    year, month = event.year + years, month + 1
    return date(year, month, min(event.day, monthrange(year, month)[1]))


def months_beginning_with(first: date, months: int) -> date:
    """The last of N months that begin with a day: the day before the corresponding date.

    A month without the corresponding date is used up whole, so twelve months starting with
    29 February end on 28 February.
    """
    corresponding = months_after(first, months)
    return corresponding if corresponding.day < first.day else corresponding - ONE_DAY


def twelve_months_starting_with(first: date) -> date:
    """The last day of the twelve months that start with a date (Children and Families Act 2014, section 44)."""
    return months_beginning_with(first, 12)


class WorkingCalendar:
    """A look-up table of working days: Monday to Friday, without the bank holidays it is given.

    One step is one indexing of a list: `_before` holds, for each day, how many working days come before
    it; `_days` holds the working days themselves.
    """

    __slots__ = ("_before", "_days", "_first", "_last", "holidays")

    def __init__(self, holidays: Iterable[date], first: date, last: date) -> None:
        self.holidays = frozenset(holidays)
        self._first, self._last = first.toordinal(), last.toordinal()
        closed = {day.toordinal() for day in self.holidays}
        working = [
            (ordinal - 1) % 7 < SATURDAY and ordinal not in closed
            for ordinal in range(self._first, self._last + 1)
        ]
        self._before = list(accumulate(working, initial=0))
        self._days = [date.fromordinal(self._first + offset) for offset, works in enumerate(working) if works]

    def covers(self, day: date) -> bool:
        """Whether the calendar knows this day at all."""
        return self._first <= day.toordinal() <= self._last

    def is_working_day(self, day: date) -> bool:
        """Whether offices are open: not a weekend, not a bank holiday."""
        offset = self._offset(day)
        return self._before[offset + 1] > self._before[offset]

    def next_working_day(self, day: date) -> date:
        """The day itself where it is a working day, otherwise the first that follows."""
        return self._nth(self._before[self._offset(day)], day)

    def add(self, event: date, days: int) -> date:
        """The Nth working day after a day (before it, where N is negative), the day itself left out."""
        offset = event.toordinal() - self._first
        if not 0 <= offset < len(self._before) - 1:
            raise self._outside(event)
        if days == 0:
            return event
        index = self._before[offset + 1] + days - 1 if days > 0 else self._before[offset] + days
        if 0 <= index < len(self._days):
            return self._days[index]
        raise self._outside(event)

    def beginning_with(self, first: date, days: int) -> date:
        """The last of N working days beginning with a day, which is the first of them if it is a working day."""
        return self._nth(self._before[self._offset(first)] + days - 1, first)

    def between(self, start: date, end: date) -> int:
        """How many working days come after the start, up to and with the end; negative when they are swapped."""
        return self._before[self._offset(end) + 1] - self._before[self._offset(start) + 1]

    def _offset(self, day: date) -> int:
        ordinal = day.toordinal()
        if self._first <= ordinal <= self._last:
            return ordinal - self._first
        raise self._outside(day)

    def _nth(self, index: int, asked: date) -> date:
        if 0 <= index < len(self._days):
            return self._days[index]
        raise self._outside(asked)

    def _outside(self, day: date) -> Refused:
        first, last = date.fromordinal(self._first), date.fromordinal(self._last)
        return Refused(
            f"Working days around {said(day)} are not known: the calendar of bank holidays runs from "
            f"{said(first)} to {said(last)}. Check the year of the date."
        )


ENGLAND: Final = WorkingCalendar(all_bank_holidays(), date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
"""England's working days, as the shipped calendar of bank holidays has them."""

is_working_day = ENGLAND.is_working_day
next_working_day = ENGLAND.next_working_day
add_working_days = ENGLAND.add
working_days_beginning_with = ENGLAND.beginning_with
working_days_between = ENGLAND.between
