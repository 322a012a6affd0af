"""Dates, numbers and plurals as people here write them.

Months are named here, not by the machine, whose language may be another.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONDON = ZoneInfo("Europe/London")
NOTHING = ""


def spaced(number: str | None) -> str | None:
    """An NHS number as it is read out: 999 000 0018."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if number else None


def day(on: date | None) -> str:
    """2 November 2026; nothing for no date."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}" if on else NOTHING


def short_day(on: date | None) -> str:
    """2 Nov 2026, for tables."""
    return f"{on.day} {MONTHS[on.month - 1][:3]} {on.year}" if on else NOTHING


def long_day(on: date | None) -> str:
    """Monday 2 November 2026, where the weekday matters."""
    return f"{WEEKDAYS[on.weekday()]} {day(on)}" if on else NOTHING


def month(on: date | None) -> str:
    """November 2026."""
    return f"{MONTHS[on.month - 1]} {on.year}" if on else NOTHING


def moment(at: datetime | None) -> str:
    """2 November 2026 at 3:07pm, on London's clocks."""
    if at is None:
        return NOTHING
    local = at.astimezone(LONDON)
    hour = local.hour % 12 or 12
    return f"{day(local.date())} at {hour}:{local:%M}{'pm' if local.hour >= 12 else 'am'}"


def number(of: int | None) -> str:
    """12,345; nothing for no number, so that a zero is never mistaken for a gap."""
    return NOTHING if of is None else f"{of:,}"


def counted(of: int, one: str, many: str | None = None) -> str:
    """1 request, 2 requests, 0 children."""
    return f"{number(of)} {one if of == 1 else many or one + 's'}"


def listed(things: list[str] | tuple[str, ...], joiner: str = "and") -> str:
    """Speech, Care Nursing and Physiotherapy."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {joiner} {things[-1]}"


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "short_day": short_day,
    "long_day": long_day,
    "month": month,
    "moment": moment,
    "number": number,
    "counted": counted,
    "listed": listed,
}
