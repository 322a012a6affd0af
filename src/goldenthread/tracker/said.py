"""What a row says, as plain values that can be kept and compared. A blank says nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from goldenthread.tracker.reading import Row

PARTICULARS = ("forename", "surname", "born_on", "nhs_number", "upn", "gp")
DATES = ("received_on", "acknowledged_on", "chased_on", "returned_on")
ANSWERS = (*DATES, "involvement", "notes")


def said(row: Row) -> dict[str, Any]:
    """The row's words, dates as ISO text; blank cells are left out."""
    words = {name: getattr(row, name) for name in (*PARTICULARS, *ANSWERS)}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in words.items()
        if value not in (None, "")
    }


def news(now: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """What the file says that it did not say before. A blank never erases."""
    return {name: value for name, value in now.items() if before.get(name) != value}
