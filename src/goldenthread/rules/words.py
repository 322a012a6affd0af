"""How dates, counts and lists are said to people, in one way everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def said(day: date) -> str:
    """Say a date as the NHS does: 2 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def counted(number: int, thing: str) -> str:
    """Say how many: 1 week, 2 weeks."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def listed(things: Sequence[str], *, none: str = "nobody") -> str:
    """Say several things in a row: this, that and the other."""
    if not things:
        return none
    if len(things) == 1:
        return things[0]
    return f"{', '.join(things[:-1])} and {things[-1]}"


def inside(label: str) -> str:
    """A label within a sentence: its first letter small."""
    return label[0].lower() + label[1:]
