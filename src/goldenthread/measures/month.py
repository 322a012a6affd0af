"""A calendar month, as a report is asked for it: 2022-02."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.rules.refusals import Refused

CODE = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month, from its first day to its last, both included."""

    first: date

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    @property
    def code(self) -> str:
        """2022-02, as addresses, the command and JSON write it."""
        return f"{self.first.year:04d}-{self.first:%m}"

    @property
    def name(self) -> str:
        """February 2022."""
        return f"{self.first:%B} {self.first.year}"

    def earlier(self, months: int) -> Month:
        """The month that many months before this one. Nothing is counted before the year 1."""
        years, month = divmod(self.first.year * 12 + self.first.month - 1 - months, 12)
        return Month(date(years, month + 1, 1)) if years > 0 else Month(date.min)

    def with_earlier(self, months: int) -> tuple[Month, ...]:
        """This month and those before it, so many in all, the earliest first."""
        return tuple(self.earlier(back) for back in range(months - 1, -1, -1))


def month_of(day: date) -> Month:
    """The month in which a day falls."""
    return Month(day.replace(day=1))


def months_between(first: Month, last: Month) -> tuple[Month, ...]:
    """The months from one to another, both included, the latest first."""
    count = (last.first.year - first.first.year) * 12 + last.first.month - first.first.month + 1
    return last.with_earlier(count)[::-1]


def latest_over(today: date) -> Month:
    """The latest month that is over at the end of this day: the one that is due to be reported."""
    this = month_of(today)
    return this if today == this.last else month_of(this.first - timedelta(days=1))


def month_from(text: str) -> Month:
    """The month that somebody wrote. Refused where it is none."""
    found = CODE.fullmatch(text.strip())
    if found is None or found[1] == "0000":
        raise Refused(f"“{text}” is not a month. Write it as year and month, such as 2022-02.", field="month")
    return Month(date(int(found[1]), int(found[2]), 1))


def check_begun(month: Month, today: date) -> None:
    """Refuse a month of which no day has come."""
    if month.first > today:
        sentence = f"{month.name} has not begun, so there is nothing to count. Choose an earlier month."
        raise Refused(sentence, field="month")
