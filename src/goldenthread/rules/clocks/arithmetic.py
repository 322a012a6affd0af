"""The arithmetic of a date in words, with every date in full, for whoever asks how it was worked out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from goldenthread.rules import days
from goldenthread.rules.bank_holidays import VALID_THROUGH, is_provisional
from goldenthread.rules.days import DayOne, WorkingCalendar
from goldenthread.rules.regime import Counting, Limit, Unit
from goldenthread.rules.regime.reckoning import (
    NOTICE_WEEKS,
    Facts,
    Reckoned,
    appeal_end,
    assumed_notice,
    knew_in_time,
)
from goldenthread.rules.words import listed, said

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Sum(NamedTuple):
    """One limit reckoned for one trigger: all that the words need."""

    limit: Limit
    on: date
    facts: Facts
    reckoned: Reckoned
    day_one: DayOne
    calendar: WorkingCalendar

    @property
    def due_on(self) -> date:
        """The last day, or the date to have acted by."""
        return self.reckoned.due_on


def said_in_full(day: date) -> str:
    """Say a date with its weekday: Monday 14 December 2026."""
    return f"{WEEKDAYS[day.weekday()]} {said(day)}"


def arithmetic(one: Sum) -> str:
    """How the last day follows from the trigger, in a sentence."""
    return WORDS[one.limit.counting](one)


def about_holidays(one: Sum) -> str | None:
    """A word about weekends, bank holidays and the calendar's end, where one is needed."""
    if one.limit.unit is Unit.WORKING_DAYS or one.limit.counting is Counting.APPEAL:
        return _provisional() if is_provisional(one.due_on) else None
    if not one.calendar.covers(one.due_on) or one.calendar.is_working_day(one.due_on):
        return None
    kind = "a bank holiday" if one.due_on in one.calendar.holidays else f"a {WEEKDAYS[one.due_on.weekday()]}"
    return f"The date falls on {kind}; the rule counts calendar days, so it is not moved."


def _provisional() -> str:
    return (
        f"Bank holidays are published only to {said(VALID_THROUGH)}: the date is provisional, since an "
        "extra bank holiday could still be proclaimed."
    )


def _after(one: Sum) -> str:
    limit, first = one.limit, f"not counting {said(one.on)}"
    if one.day_one is DayOne.INCLUDED:
        first = f"counting {said(one.on)} as day 1"
    length, how = limit.period, first
    if limit.unit is Unit.WEEKS:
        how = f"{7 * limit.amount} calendar days, {first}"
    elif limit.unit is Unit.DAYS:
        length = f"{limit.amount} calendar days"
    elif limit.unit is Unit.WORKING_DAYS:
        how = f"{first}; {_passed_over(one)} are passed over"
    else:
        how = f"to the corresponding date, {first}{_clamped(one.on, limit.amount)}"
    return f"{said(one.on)} + {length} ({how}) = {said_in_full(one.due_on)}."


def _passed_over(one: Sum) -> str:
    """Say which days are no working days between the trigger and the date."""
    holidays = [said(day) for day in sorted(one.calendar.holidays) if one.on <= day <= one.due_on]
    return listed(["weekends", *holidays])


def _clamped(day: date, months: int) -> str:
    if days.months_after(day, months).day == day.day:
        return ""
    return f"; the month has no {'31st' if day.day == 31 else f'{day.day}th'}"


def _beginning(one: Sum) -> str:
    if one.limit.unit is Unit.MONTHS:
        return f"{one.limit.period} starting with {said(one.on)} end on {said_in_full(one.due_on)}."
    return (
        f"{one.limit.amount} calendar days beginning with {said(one.on)}, which is day 1: the last is "
        f"{said_in_full(one.due_on)}."
    )


def _before(one: Sum) -> str:
    in_days = f" ({7 * one.limit.amount} calendar days)" if one.limit.unit is Unit.WEEKS else ""
    return f"{said(one.on)} - {one.limit.period}{in_days} = {said_in_full(one.due_on)}, at the latest."


def _at_once(one: Sum) -> str:
    return f"At once: {said_in_full(one.on)}, the day itself."


def _amended_plan(one: Sum) -> str:
    notice = one.facts.get("notice") or assumed_notice(one.on)
    from_notice = days.weeks_after(notice, NOTICE_WEEKS, one.day_one)
    from_meeting = days.weeks_after(one.on, one.limit.amount, one.day_one)
    return (
        f"Notice of {said(notice)} + {NOTICE_WEEKS} weeks = {said(from_notice)}; meeting of {said(one.on)} + "
        f"{one.limit.period} = {said(from_meeting)}. The earlier is {said_in_full(one.due_on)}."
    )


def _transfer(one: Sum) -> str:
    move = one.facts.get("move")
    if move is not None and knew_in_time(one.on, move, one.limit.amount, one.calendar):
        return (
            f"The old authority knew on {said(one.on)}, at least {one.limit.period} before the move: the "
            f"plan passes on the day of the move, {said_in_full(move)}."
        )
    return (
        f"{one.limit.period} beginning with {said(one.on)} ({_passed_over(one)} are passed over): the last "
        f"is {said_in_full(one.due_on)}."
    )


def _transfer_review(one: Sum) -> str:
    from_transfer = days.months_beginning_with(one.on, one.limit.amount)
    first = f"{one.limit.period} beginning with the transfer on {said(one.on)} end on {said(from_transfer)}"
    reviewed = one.facts.get("reviewed")
    if reviewed is None:
        return f"{first}."
    from_review = days.twelve_months_starting_with(reviewed)
    return (
        f"{first}; 12 months beginning with {said(reviewed)} end on {said(from_review)}. The later is "
        f"{said_in_full(one.due_on)}."
    )


def _appeal(one: Sum) -> str:
    certificate = one.facts.get("certificate")
    end = appeal_end(one.limit, one.on, certificate)
    from_decision = days.months_after(one.on, one.limit.amount)
    parts = [f"Decision letter of {said(one.on)} + {one.limit.period} = {said(from_decision)}"]
    if certificate:
        parts.append(
            f"certificate of {said(certificate)} + 1 month = {said(days.months_after(certificate, 1))}"
        )
        parts.append(f"the later is {said(end)}")
    if end != one.due_on:
        season = "August" if end.month == 8 else "the days from 25 December to 1 January"
        parts.append(f"that falls in {season}, so the window runs to {said_in_full(one.due_on)}")
    return f"{'; '.join(parts)}."


def _fixed(one: Sum) -> str:
    end = one.due_on + days.ONE_DAY
    return f"Transfer in {one.on.year}: before {said(end)}, so by {said_in_full(one.due_on)}."


WORDS: Mapping[Counting, Callable[[Sum], str]] = {
    Counting.AFTER: _after,
    Counting.BEGINNING: _beginning,
    Counting.BEFORE: _before,
    Counting.AT_ONCE: _at_once,
    Counting.AMENDED_PLAN: _amended_plan,
    Counting.TRANSFER: _transfer,
    Counting.TRANSFER_REVIEW: _transfer_review,
    Counting.APPEAL: _appeal,
    Counting.FEBRUARY: _fixed,
    Counting.MARCH: _fixed,
    Counting.LADDER: _after,
}
