"""The clock, read in this one place: the London civil date, and the moment."""

from __future__ import annotations

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def today() -> date:
    """Today in London; in a demonstration home, the day that the home keeps."""
    kept = os.environ.get("GOLDENTHREAD_TODAY")
    return date.fromisoformat(kept) if kept else datetime.now(LONDON).date()


def now() -> datetime:
    """This moment, aware, in London; in a demonstration home, on the day that the home keeps."""
    moment = datetime.now(LONDON)
    return moment.combine(today(), moment.timetz()) if os.environ.get("GOLDENTHREAD_TODAY") else moment
