"""The law's excuses for lateness: exactly the grounds that each clock allows, and no others.

An exemption excuses being late on one clock ("need not comply ... if it is impractical"). It never moves
or pauses a date: the duty to act as soon as practicable goes on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from goldenthread.rules.refusals import Refused
from goldenthread.rules.regime import Excuse, Limit, latest
from goldenthread.rules.words import listed, said

FOUR_WEEKS = 28


class Ground(StrEnum):
    """A reason that some clock allows. The value is stored: it never changes without a migration."""

    SCHOOL_CLOSED = "school-closed"
    EARLY_YEARS_CLOSED = "early-years-closed"
    EXCEPTIONAL = "exceptional-circumstances"
    ABSENT = "absent-from-area"
    MISSED_APPOINTMENT = "missed-appointment"


LABELS: Mapping[Ground, str] = {
    Ground.SCHOOL_CLOSED: "The head's advice was asked for around a school or college closure of 4 weeks or more",
    Ground.EARLY_YEARS_CLOSED: "Advice was asked for around an early years provider's closure of 4 weeks or more",
    Ground.EXCEPTIONAL: "Exceptional circumstances affect the child, the parent or the young person",
    Ground.ABSENT: "The child, the parent or the young person was away from the area for 4 weeks or more",
    Ground.MISSED_APPOINTMENT: "An appointment for an examination or test was missed",
}

AUTHORITY_GROUNDS = (Ground.SCHOOL_CLOSED, Ground.EARLY_YEARS_CLOSED, Ground.EXCEPTIONAL, Ground.ABSENT)
GROUNDS: Mapping[Excuse, tuple[Ground, ...]] = {
    Excuse.AUTHORITY: AUTHORITY_GROUNDS,
    Excuse.ADVISER: (Ground.EXCEPTIONAL, Ground.ABSENT, Ground.MISSED_APPOINTMENT),
    Excuse.DETAINED: AUTHORITY_GROUNDS[:3],
}

NO_GROUND: Mapping[str, str] = {
    "waiting-list": "A waiting list is not a ground in law",
    "capacity": "A shortage of staff or of appointments is not a ground in law",
    "not-known": "That the child is not known to the service says who should be asked; it is never an answer",
    "school-holiday": "A school holiday shorter than 4 weeks excuses nobody",
}
"""Reasons people give that no clock allows, each with its answer."""


class Closure(NamedTuple):
    """A school's closure and the window in which asking for the head's advice can excuse lateness."""

    opens_on: date
    ends_on: date
    weeks_enough: bool


def grounds_for(limit: str) -> tuple[Ground, ...]:
    """The grounds on which this limit may be missed; none where the regulations give none."""
    excuse = latest(limit).excuse
    return GROUNDS[excuse] if excuse else ()


def choices(limit: str) -> tuple[tuple[str, str], ...]:
    """The grounds of a limit with their labels, to choose from."""
    return tuple((ground.value, LABELS[ground]) for ground in grounds_for(limit))


def closure_window(closed: date, reopens: date) -> Closure:
    """From one week before the closure to one week before the school re-opens.

    It counts only where the closure lasts at least four continuous weeks.
    """
    if reopens <= closed:
        raise Refused(
            f"The school re-opens on {said(reopens)}, which is not after it closed on {said(closed)}. "
            "Correct one of the two dates.",
            field="reopens",
        )
    week = timedelta(weeks=1)
    return Closure(closed - week, reopens - week, (reopens - closed).days >= FOUR_WEEKS)


def check(
    ground: str,
    limit: str,
    *,
    starts_on: date | None = None,
    due_on: date | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
    asked_on: date | None = None,
) -> Ground:
    """Refuse a ground that this clock does not allow, or whose dates do not bear it out.

    `starts_on` and `due_on` bound the clock's period. `from_on` and `to_on` are the first and last day
    away, the closure's first day and the day of re-opening, or (`from_on` alone) the missed
    appointment. `asked_on` is the day the head's advice was asked for. What is not given is not checked.
    """
    allowed = grounds_for(limit)
    if ground not in allowed:
        raise Refused(_not_allowed(ground, latest(limit), allowed), field="ground")
    found = Ground(ground)
    if found is Ground.ABSENT:
        _check_absence(starts_on, due_on, from_on, to_on)
    elif found in (Ground.SCHOOL_CLOSED, Ground.EARLY_YEARS_CLOSED):
        _check_closure(from_on, to_on, asked_on)
    elif found is Ground.MISSED_APPOINTMENT:
        _check_appointment(starts_on, due_on, from_on)
    return found


def _not_allowed(ground: str, limit: Limit, allowed: tuple[Ground, ...]) -> str:
    if ground in NO_GROUND:
        reason = NO_GROUND[ground]
    elif ground in LABELS:
        reason = f"“{LABELS[Ground(ground)]}” is not a ground for the limit “{limit.title}”"
    else:
        reason = f"“{ground}” is not a ground that the law knows"
    if not allowed:
        return f"{reason}. No exemption of regulations 5 to 27 applies to “{limit.title}”."
    grounds = listed([f"“{LABELS[one]}”" for one in allowed])
    return f"{reason}. The law ({limit.excused_by}) allows only: {grounds}. Otherwise say that it is late, and why."


def _check_absence(
    starts_on: date | None, due_on: date | None, from_on: date | None, to_on: date | None
) -> None:
    if from_on is None or to_on is None:
        return
    first = max(from_on, starts_on) if starts_on else from_on
    last = min(to_on, due_on) if due_on else to_on
    if (last - first).days + 1 < FOUR_WEEKS:
        raise Refused(
            f"An absence from {said(from_on)} to {said(to_on)} does not cover 4 weeks in a row of the time "
            "allowed. The law excuses only an absence of at least 4 continuous weeks.",
            field="to_on",
        )


def _check_closure(from_on: date | None, to_on: date | None, asked_on: date | None) -> None:
    if from_on is None or to_on is None:
        return
    closure = closure_window(from_on, to_on)
    if not closure.weeks_enough:
        raise Refused(
            f"A closure from {said(from_on)} until {said(to_on)} is shorter than 4 continuous weeks, so it "
            "excuses nobody.",
            field="to_on",
        )
    if asked_on is not None and not closure.opens_on <= asked_on <= closure.ends_on:
        raise Refused(
            f"The advice was asked for on {said(asked_on)}, outside the window from "
            f"{said(closure.opens_on)} to {said(closure.ends_on)} that this closure gives.",
            field="asked_on",
        )


def _check_appointment(starts_on: date | None, due_on: date | None, from_on: date | None) -> None:
    early = starts_on is not None and from_on is not None and from_on < starts_on
    late = due_on is not None and from_on is not None and from_on > due_on
    if early or late:
        raise Refused(
            "The missed appointment must fall within the 6 weeks that the body has for its advice. "
            "Check the date of the appointment.",
            field="from_on",
        )
