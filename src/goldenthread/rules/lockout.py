"""When sign-in closes after failures, and when it opens again.

By account five failures within a quarter of an hour close it; by network address fifty, for a whole hospital may
stand behind one. It opens a quarter of an hour after the last failure that counted; while closed, nothing counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

BY_ACCOUNT, BY_ADDRESS = 5, 50
WINDOW = timedelta(minutes=15)
LOOK_BACK = 2 * WINDOW
"""Failures older than this can close nothing any more."""


def opens_at(failures: Iterable[datetime], limit: int, now: datetime) -> datetime | None:
    """The moment from which one may try again; None where one may now."""
    moments = sorted(failures)
    if not moments or moments[-1] + WINDOW <= now:
        return None
    counted = [moment for moment in moments if moment > moments[-1] - WINDOW]
    return moments[-1] + WINDOW if len(counted) >= limit else None
