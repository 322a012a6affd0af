"""A step of the ladder, or a reminder, that was raised; and a promise that was not kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from goldenthread.rules.facts import Kind


@dataclass(frozen=True, slots=True)
class Raised:
    """One step or reminder that a tick raised: of which request for advice, due when."""

    about: UUID
    kind: Kind
    step: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Broken:
    """A day of a promise that is past without the advice: by which step it was made, and the days of its clock."""

    raised: Raised
    promised_on: date
    days: tuple[date, date]
    key: str = ""
    """What tells these letters from others of the step; the day of the promise where nothing is said."""
