"""The dates of a limit: one small function for each way that the law counts.

Fast and wordless, for tens of thousands of cases; `rules.clocks.derivation` says the same in sentences.
Holidays enter only through the working calendar, so they can never move a calendar week.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from goldenthread.rules import days
from goldenthread.rules.days import ENGLAND, ONE_DAY, DayOne, WorkingCalendar
from goldenthread.rules.refusals import Refused
from goldenthread.rules.regime.limit import Counting, Duty, Limit, Unit
from goldenthread.rules.words import listed, said

Facts = Mapping[str, date]
NO_FACTS: Facts = {}


class Reckoned(NamedTuple):
    """The dates of one limit for one trigger; all of them London civil dates.

    `act_by` is in time however the first day is counted. `not_before` is the first day on which a plan
    may be final, where the limit is a family's time to comment.
    """

    due_on: date
    act_by: date | None = None
    not_before: date | None = None


def reckon(
    limit: Limit,
    on: date,
    facts: Facts = NO_FACTS,
    day_one: DayOne = DayOne.EXCLUDED,
    calendar: WorkingCalendar = ENGLAND,
) -> Reckoned:
    """The dates of a limit whose trigger was on this day."""
    if facts:
        check_facts(limit, facts)
    return COUNTINGS[limit.counting](limit, on, facts, day_one, calendar)


def check_facts(limit: Limit, facts: Facts) -> None:
    """Refuse a fact that this limit has no use for, so that a slip in its name is never passed over."""
    for name in facts:
        if name not in limit.facts:
            takes = f"It takes {listed(limit.facts)}." if limit.facts else "It takes no further dates."
            raise Refused(
                f"The limit “{limit.code}” has no use for a date called “{name}”. {takes}", field=name
            )


def _after(limit: Limit, on: date, facts: Facts, day_one: DayOne, calendar: WorkingCalendar) -> Reckoned:
    due_on = _last_day_after(limit, on, day_one, calendar)
    if limit.duty is Duty.FAMILY or day_one is DayOne.INCLUDED:
        return Reckoned(due_on)
    if limit.unit is Unit.WORKING_DAYS:
        return Reckoned(due_on, calendar.add(due_on, -1))
    return Reckoned(due_on, due_on - ONE_DAY)


def _last_day_after(limit: Limit, on: date, day_one: DayOne, calendar: WorkingCalendar) -> date:
    if limit.unit is Unit.WEEKS:
        return days.weeks_after(on, limit.amount, day_one)
    if limit.unit is Unit.DAYS:
        return days.days_after(on, limit.amount, day_one)
    if limit.unit is Unit.WORKING_DAYS:
        included = day_one is DayOne.INCLUDED
        return calendar.beginning_with(on, limit.amount) if included else calendar.add(on, limit.amount)
    corresponding = days.months_after(on, limit.amount)
    return corresponding - ONE_DAY if day_one is DayOne.INCLUDED else corresponding


def _beginning(limit: Limit, on: date, facts: Facts, day_one: DayOne, calendar: WorkingCalendar) -> Reckoned:
    if limit.unit is Unit.MONTHS:
        return Reckoned(days.months_beginning_with(on, limit.amount))
    last = days.days_beginning_with(on, limit.amount)
    return Reckoned(last, not_before=last + ONE_DAY)


def _before(limit: Limit, on: date, facts: Facts, day_one: DayOne, calendar: WorkingCalendar) -> Reckoned:
    if limit.unit is Unit.MONTHS:
        return Reckoned(days.months_after(on, -limit.amount))
    if limit.unit is Unit.WORKING_DAYS:
        return Reckoned(calendar.add(on, -limit.amount))
    back = days.weeks_before if limit.unit is Unit.WEEKS else days.days_before
    return Reckoned(back(on, limit.amount))


def _at_once(limit: Limit, on: date, facts: Facts, day_one: DayOne, calendar: WorkingCalendar) -> Reckoned:
    return Reckoned(on)


NOTICE_WEEKS = 8
DECISION_WEEKS = 4


def _amended_plan(
    limit: Limit, on: date, facts: Facts, day_one: DayOne, calendar: WorkingCalendar
) -> Reckoned:
    """Eight weeks from the notice and twelve from the meeting: the earlier of the two."""
    notice = facts.get("notice") or assumed_notice(on)
    if notice < on:
        raise Refused(
            f"The amendment notice ({said(notice)}) cannot come before the review meeting ({said(on)}). "
            "Correct one of the two dates.",
            field="notice",
        )
    due_on = min(
        days.weeks_after(notice, NOTICE_WEEKS, day_one),
        days.weeks_after(on, limit.amount, day_one),
    )
    return Reckoned(due_on, None if day_one is DayOne.INCLUDED else due_on - ONE_DAY)


def assumed_notice(meeting: date) -> date:
    """The last day on which an amendment notice may lawfully go: four weeks after the meeting."""
    return days.weeks_after(meeting, DECISION_WEEKS)


def _transfer(limit: Limit, on: date, facts: Facts, day_one: DayOne, calendar: WorkingCalendar) -> Reckoned:
    """On the day of the move where the old authority knew of it in time; otherwise from when it knew."""
    move = facts.get("move")
    if move is not None and knew_in_time(on, move, limit.amount, calendar):
        return Reckoned(move)
    return Reckoned(calendar.beginning_with(on, limit.amount))


def knew_in_time(aware: date, move: date, working_days: int, calendar: WorkingCalendar = ENGLAND) -> bool:
    """Whether the old authority was aware of the move at least so many working days before it."""
    return calendar.add(move, -working_days) >= aware


def _transfer_review(
    limit: Limit, on: date, facts: Facts, day_one: DayOne, calendar: WorkingCalendar
) -> Reckoned:
    from_transfer = days.months_beginning_with(on, limit.amount)
    reviewed = facts.get("reviewed")
    if reviewed is None:
        return Reckoned(from_transfer)
    if reviewed > on:
        raise Refused(
            f"The plan was made or last reviewed on {said(reviewed)}, after the transfer on {said(on)}. "
            "Give the last review before the transfer.",
            field="reviewed",
        )
    return Reckoned(max(from_transfer, days.twelve_months_starting_with(reviewed)))


def _appeal(limit: Limit, on: date, facts: Facts, day_one: DayOne, calendar: WorkingCalendar) -> Reckoned:
    return Reckoned(past_the_holidays(appeal_end(limit, on, facts.get("certificate")), calendar))


def appeal_end(limit: Limit, decision: date, certificate: date | None) -> date:
    """The later of two months from the decision letter and one month from the mediation certificate."""
    from_decision = days.months_after(decision, limit.amount)
    if certificate is None:
        return from_decision
    if certificate < decision:
        raise Refused(
            f"The mediation certificate ({said(certificate)}) cannot come before the decision letter "
            f"({said(decision)}). Correct one of the two dates.",
            field="certificate",
        )
    return max(from_decision, days.months_after(certificate, 1))


def past_the_holidays(end: date, calendar: WorkingCalendar = ENGLAND) -> date:
    """An appeal window that ends in August, or from 25 December to 1 January, runs past them."""
    if end.month == 8:
        return calendar.next_working_day(date(end.year, 9, 1))
    if (end.month, end.day) >= (12, 25):
        return calendar.next_working_day(date(end.year + 1, 1, 2))
    if (end.month, end.day) == (1, 1):
        return calendar.next_working_day(end + ONE_DAY)
    return end


def _february(limit: Limit, on: date, facts: Facts, day_one: DayOne, calendar: WorkingCalendar) -> Reckoned:
    return Reckoned(date(on.year, 2, 14))


def _march(limit: Limit, on: date, facts: Facts, day_one: DayOne, calendar: WorkingCalendar) -> Reckoned:
    return Reckoned(date(on.year, 3, 30))


COUNTINGS: Mapping[Counting, Callable[[Limit, date, Facts, DayOne, WorkingCalendar], Reckoned]] = {
    Counting.AFTER: _after,
    Counting.BEGINNING: _beginning,
    Counting.BEFORE: _before,
    Counting.AT_ONCE: _at_once,
    Counting.AMENDED_PLAN: _amended_plan,
    Counting.TRANSFER: _transfer,
    Counting.TRANSFER_REVIEW: _transfer_review,
    Counting.APPEAL: _appeal,
    Counting.FEBRUARY: _february,
    Counting.MARCH: _march,
    Counting.LADDER: _after,
}
