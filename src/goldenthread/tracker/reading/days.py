"""The date that a row gives for a field, or why it cannot be taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from goldenthread.rules.words import said
from goldenthread.tracker.reading.columns import Calendar, Columns
from goldenthread.tracker.reading.dates import Typed
from goldenthread.tracker.reading.headers import DATES
from goldenthread.tracker.reading.text import Cell, is_blank, line, squeezed

NO_DAY = (0.0, time(0), date(1899, 12, 30), date(1899, 12, 31), date(1904, 1, 1))
"""What a formula that points at an empty cell leaves in a column of dates."""


MAY_WAIT = frozenset({"acknowledged_on", "chased_on", "returned_on"})
NOT_YET = frozenset(
    "n no not notyet notsent notchased notreceived notreturned awaited awaiting outstanding pending".split()
)
"""What is typed in place of a date to say that the thing has not happened."""


class Doubt(NamedTuple):
    """Why a date was not taken; `is_readable` where it is one, and only a person can say which or whether."""

    problem: str
    is_readable: bool
    choices: str = ""


@dataclass
class Days:
    """The dates of one sheet, by the columns that they stand in; each way of typing is worked out once."""

    columns: Columns
    calendar: Calendar
    today: date

    def __post_init__(self) -> None:
        self._known: dict[str, dict[str | date, date | Doubt | None]] = {name: {} for name in DATES}

    def read(self, field: str, cell: Cell) -> date | Doubt | None:
        """The day that a cell says, None where it says nothing, or what a person has to settle."""
        if cell == "":
            return None
        known = self._known[field]
        if not isinstance(cell, (str, date)):
            return self._worked_out(field, cell)
        if cell not in known:
            known[cell] = self._worked_out(field, cell)
        return known[cell]

    def _worked_out(self, field: str, cell: Cell) -> date | Doubt | None:
        typed = self.calendar.typed(cell)
        if typed is None:
            return self._unreadable(field, cell)
        if field in self.columns.month_first and typed.is_open:
            return self._open(field, cell, typed)
        if typed.settled > self.today:
            called = self.columns.called(field)
            problem = (
                f"“{called}” says {said(typed.settled)}, which is still to come: check the day and the year."
            )
            return Doubt(problem, is_readable=True)
        return typed.settled

    def _open(self, field: str, cell: Cell, typed: Typed) -> Doubt:
        first, second = (said(day) for day in typed if day)
        return Doubt(
            f"“{line(cell)}” can be read as {first} or as {second}, because another date under "
            f"“{self.columns.called(field)}” has its month first: say which it is.",
            is_readable=True,
            choices=" ".join(day.isoformat() for day in typed if day),
        )

    def _unreadable(self, field: str, cell: Cell) -> Doubt | None:
        text = line(cell)
        if cell in NO_DAY or is_blank(text) or (field in MAY_WAIT and squeezed(text) in NOT_YET):
            return None
        return Doubt(
            f"“{text[:40]}” under “{self.columns.called(field)}” is not a whole date that can be read: "
            "type it like 12/03/2021.",
            is_readable=False,
        )
