"""What pages say while a restore waits to be compared."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from goldenthread.rules.words import said

LONDON = ZoneInfo("Europe/London")


def moment(when: datetime) -> str:
    """A moment in London: 02:00 on 2 November 2026."""
    there = when.astimezone(LONDON)
    return f"{there:%H:%M} on {said(there.date())}"


def banner(lost_after: datetime) -> str:
    """What everybody must know before they work on."""
    return (
        f"Restored from a backup: what was recorded after {moment(lost_after)} is missing here, and nothing is sent "
        "until it has been compared."
    )


def to_do(lost_after: datetime) -> str:
    """What whoever looks after Goldenthread must do."""
    return (
        f"Restored from the backup of {moment(lost_after)}. Nothing is sent. Compare what came back with what was "
        "lost, then run: goldenthread restore --compared --by EMAIL."
    )
