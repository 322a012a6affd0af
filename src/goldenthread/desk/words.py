"""Small wordings that several screens share."""

from __future__ import annotations

from datetime import date

from goldenthread.design.words import day


def when(on: date | None, today: date) -> str:
    """A day to act by: Today, or the date."""
    if on is None:
        return ""
    return "Today" if on == today else day(on)
