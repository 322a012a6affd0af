"""How far one date stands from another: calendar weeks and days, or working days.

The statute counts in calendar weeks; the area's practice counts in working days only where it says so
(requirements 1.6-F). An offset is therefore one or the other, never both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from goldenthread.rules import days
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import counted, listed

UNITS = ("weeks", "days", "working_days")
LONGEST = 366
"""No period of local practice is longer than this many of its units: a slip of the keyboard is refused."""


@dataclass(frozen=True, slots=True)
class Offset:
    """A length of time in calendar weeks and days, or in English working days."""

    weeks: int = 0
    days: int = 0
    working_days: int = 0

    def after(self, day: date) -> date:
        """The date that falls this long after a day, which is not counted itself."""
        if self.working_days:
            return days.add_working_days(day, self.working_days)
        return day + timedelta(days=7 * self.weeks + self.days)

    def before(self, day: date) -> date:
        """The date that falls this long before a day, which is not counted itself."""
        if self.working_days:
            return days.add_working_days(day, -self.working_days)
        return day - timedelta(days=7 * self.weeks + self.days)

    def __str__(self) -> str:
        """Say the length in words: 2 weeks, 3 working days."""
        parts = [(self.weeks, "week"), (self.days, "day"), (self.working_days, "working day")]
        return listed([counted(number, unit) for number, unit in parts if number], none="the same day")


def offset_from(data: object, field: str) -> Offset:
    """Read an offset such as {weeks = 2} or {working_days = 3}; refuse anything else, naming the field."""
    if not isinstance(data, Mapping) or not data or not set(data) <= set(UNITS):
        raise Refused(f"“{field}” must be a length such as {{ weeks = 2 }} or {{ working_days = 3 }}.", field)
    lengths: dict[str, Any] = dict(data)
    for unit, length in lengths.items():
        if type(length) is not int or not 0 <= length <= LONGEST:
            raise Refused(
                f"“{field}” has {unit} = {length!r}: give a whole number from 0 to {LONGEST}.", field
            )
    if "working_days" in lengths and len(lengths) > 1:
        raise Refused(f"“{field}” mixes working days with calendar time: give one or the other.", field)
    return Offset(**lengths)
