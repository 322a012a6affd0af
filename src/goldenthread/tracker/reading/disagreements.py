"""What the file has worked out, worked out again: an old formula may have misread a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from goldenthread.rules.days import weeks_after
from goldenthread.rules.regime import applying
from goldenthread.tracker.reading.columns import Calendar
from goldenthread.tracker.reading.dates import typed_date
from goldenthread.tracker.reading.days import NO_DAY
from goldenthread.tracker.reading.outcome import Disagreement, Row
from goldenthread.tracker.reading.row import Raw
from goldenthread.tracker.reading.text import Cell, is_blank, line

_DAYS = re.compile(r"(-?\d+)(?:\.0+)?(?:\s*(?:calendar\s+)?days?)?(?:\s+late)?", re.IGNORECASE)


@lru_cache(maxsize=8192)
def due_on(received_on: date) -> date:
    """The day that advice is due, by the law that the request came under."""
    return weeks_after(received_on, applying("advice", received_on).amount)


def disagreements(row: Row, raw: Raw, calendar: Calendar) -> Iterator[Disagreement]:
    """The due date and the days late that the row states, where its own dates give others."""
    due = due_on(row.received_on)
    typed = calendar.typed(raw.due) if raw.due != "" else None
    if raw.due != "" and (typed is None or due not in typed):
        yield from _due(row.row, raw.due, due, calendar.epoch)
    if raw.days_late != "" and row.returned_on:
        yield from _days_late(row.row, raw.days_late, (row.returned_on - due).days)


def _due(number: int, cell: Cell, due: date, epoch: int) -> Iterator[Disagreement]:
    """A due date may lie ahead, so that its two-digit year is read as the latest not after the true one."""
    text = line(cell)
    typed = typed_date(cell, this_year=due.year, epoch=epoch)
    if cell not in NO_DAY and not is_blank(text) and (typed is None or due not in typed):
        yield Disagreement(number, "due", typed.settled.isoformat() if typed else text[:40], due.isoformat())


def _days_late(number: int, cell: Cell, beyond: int) -> Iterator[Disagreement]:
    """`beyond` is how many days after the due date the advice came: less than nothing when it was early."""
    text = line(cell)
    stated = _DAYS.fullmatch(text)
    if is_blank(text) or (stated and int(stated[1]) in (beyond, max(0, beyond))):
        return
    yield Disagreement(number, "days_late", int(stated[1]) if stated else text[:40], max(0, beyond))
