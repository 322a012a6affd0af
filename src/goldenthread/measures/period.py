"""A span of days that is audited: a month, a quarter, or own dates, both ends included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.measures.month import Month, month_of
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import MONTHS, said

CODE = re.compile(r"((?:19|20|21)\d\d-\d\d-\d\d)_((?:19|20|21)\d\d-\d\d-\d\d)")
QUARTER = 3


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From one day to another, both included."""

    first: date
    last: date

    @property
    def code(self) -> str:
        """2022-01-01_2022-03-31, as addresses write it."""
        return f"{self.first.isoformat()}_{self.last.isoformat()}"

    @property
    def name(self) -> str:
        """February 2022, January to March 2022, or 3 January 2022 to 17 March 2022."""
        if self == month_period(month_of(self.first)):
            return f"{MONTHS[self.first.month - 1]} {self.first.year}"
        if self == quarter_of(self.first):
            return f"{MONTHS[self.first.month - 1]} to {MONTHS[self.last.month - 1]} {self.last.year}"
        return f"{said(self.first)} to {said(self.last)}"

    @property
    def span(self) -> str:
        """1 January 2022 to 31 March 2022."""
        return f"{said(self.first)} to {said(self.last)}"

    @property
    def before(self) -> Period:
        """The one before it: the month before a month, the quarter before a quarter, as many days before others."""
        last = self.first - timedelta(days=1)
        if self == month_period(month_of(self.first)):
            return month_period(month_of(last))
        return (
            quarter_of(last)
            if self == quarter_of(self.first)
            else Period(last - (self.last - self.first), last)
        )


def month_period(month: Month) -> Period:
    """One calendar month."""
    return Period(month.first, month.last)


def quarter_of(day: date) -> Period:
    """The three months, from January, April, July or October, in which a day falls."""
    first = day.replace(day=1, month=day.month - (day.month - 1) % QUARTER)
    return Period(first, Month(first.replace(month=first.month + QUARTER - 1)).last)


def latest_quarter(today: date) -> Period:
    """The latest quarter that is over at the end of this day: the one that is due to be reported."""
    this = quarter_of(today)
    return this if today == this.last else quarter_of(this.first - timedelta(days=1))


def offered(first: Month, today: date) -> Iterator[Period]:
    """The quarters and then the months from one month to today's, the latest first."""
    quarter = quarter_of(today)
    while quarter.last >= first.first:
        yield quarter
        quarter = quarter_of(quarter.first - timedelta(days=1))
    month = month_of(today)
    while month >= first:
        yield month_period(month)
        month = month.earlier(1)


def period_from(text: str) -> Period:
    """The period that an address names. Refused where it is none."""
    found = CODE.fullmatch(text.strip())
    try:
        days = [date.fromisoformat(each) for each in found.groups()] if found else []
    except ValueError:
        days = []
    if not days:
        raise Refused(
            f"“{text}” is not a period. Write its first and last day, such as 2022-01-01_2022-03-31.",
            "period",
        )
    return between(*days)


def between(first: date, last: date) -> Period:
    """The days from one to another. Refused where they stand the wrong way round."""
    if last < first:
        raise Refused(f"{said(last)} comes before {said(first)}. Enter the earlier day first.", "last")
    return Period(first, last)


def check_begun(period: Period, today: date) -> None:
    """Refuse a period of which no day has come."""
    if period.first > today:
        raise Refused(
            f"{period.name} has not begun, so there is nothing to count. Choose an earlier one.", "first"
        )


def asked(text: str, today: date) -> tuple[Period, str]:
    """The period that an address asks for; or the latest quarter, and why it is shown instead."""
    default = latest_quarter(today)
    if not text:
        return default, ""
    try:
        period = period_from(text)
        check_begun(period, today)
    except Refused as refusal:
        return default, refusal.sentence
    return period, ""
