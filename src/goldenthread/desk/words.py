"""Small wordings that several screens share."""

from __future__ import annotations

from datetime import date

from goldenthread.design.words import day


def spaced(number: str | None) -> str | None:
    """An NHS number as it is read out: 999 000 0018."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if number else None


def when(on: date | None, today: date) -> str:
    """A day to act by: Today, or the date."""
    if on is None:
        return ""
    return "Today" if on == today else day(on)
