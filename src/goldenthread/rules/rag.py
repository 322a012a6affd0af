"""Red, amber or green, with a reason: where one deadline stands on a day.

A list does not ask deadline by deadline: it compares due dates with `boundaries`. A late duty is red whatever
the reason given for it; only the law's exemptions excuse, and they excuse lateness, never a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from goldenthread.rules.words import counted, said

WARN_DAYS = 14
"""How many calendar days before a date its early warning begins, unless an area says otherwise."""


class Light(StrEnum):
    """How one deadline stands."""

    MET = "met"
    MET_LATE = "met_late"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    EXCUSED = "excused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Rag:
    """A light and the sentence that says why."""

    light: Light
    reason: str


@dataclass(frozen=True, slots=True)
class Boundaries:
    """An open deadline is red when due before `red_before`, amber up to and with `amber_to`, then green."""

    red_before: date
    amber_to: date


def boundaries(today: date, warn_days: int = WARN_DAYS) -> Boundaries:
    """The two dates that split open deadlines by colour, for a list to compare `due_on` with."""
    return Boundaries(red_before=today, amber_to=today + timedelta(days=warn_days))


def rag(
    *,
    due_on: date,
    today: date,
    met_on: date | None = None,
    ended_on: date | None = None,
    is_excused: bool = False,
    warn_days: int = WARN_DAYS,
) -> Rag:
    """Where a deadline stands on a day, by questions in order: met, ended, late, near."""
    if met_on is not None:
        return _met(due_on, met_on, is_excused)
    if ended_on is not None:
        return Rag(Light.ENDED, f"Not needed any more since {said(ended_on)}")
    edge = boundaries(today, warn_days)
    if due_on < edge.red_before:
        return _late(due_on, today, is_excused)
    left = (due_on - today).days
    when = f"in {counted(left, 'day')}" if left else "today"
    return Rag(Light.AMBER if due_on <= edge.amber_to else Light.GREEN, f"Due {when}, on {said(due_on)}")


def _met(due_on: date, met_on: date, is_excused: bool) -> Rag:
    if met_on <= due_on:
        return Rag(Light.MET, f"Met on {said(met_on)}, due on {said(due_on)}")
    late = (
        f"Met on {said(met_on)}, {counted((met_on - due_on).days, 'day')} after it was due on {said(due_on)}"
    )
    return (
        Rag(Light.EXCUSED, f"{late}; an exemption was claimed") if is_excused else Rag(Light.MET_LATE, late)
    )


def _late(due_on: date, today: date, is_excused: bool) -> Rag:
    late = f"{counted((today - due_on).days, 'day')} late: it was due on {said(due_on)}"
    return Rag(Light.EXCUSED, f"{late}; an exemption was claimed") if is_excused else Rag(Light.RED, late)
