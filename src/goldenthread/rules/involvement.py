"""Whether a child is known to a service: open to it, or closed within the twelve months before the request (S1-40)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Involvement(StrEnum):
    """What a record system says of a child; the last two are an imported tracker's own words."""

    OPEN = "open"
    CLOSED = "closed"
    NONE = "none"
    KNOWN = "known"
    NOT_KNOWN = "not_known"


def year_before(day: date) -> date:
    """The same date a year before; 29 February gives 28 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def is_known(involvement: str, closed_on: date | None, asked_on: date) -> bool:
    """Known: open, or closed on or after the same date a year before the request."""
    if involvement in (Involvement.OPEN, Involvement.KNOWN):
        return True
    return involvement == Involvement.CLOSED and closed_on is not None and closed_on >= year_before(asked_on)
