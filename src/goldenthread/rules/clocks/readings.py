"""What a date takes for granted, and what it would be on another reading of the law."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from goldenthread.rules import days
from goldenthread.rules.clocks.arithmetic import Sum, said_in_full
from goldenthread.rules.exemptions import FOUR_WEEKS, Ground, closure_window, grounds_for
from goldenthread.rules.refusals import Refused
from goldenthread.rules.regime import Counting, latest
from goldenthread.rules.regime.reckoning import appeal_end, assumed_notice
from goldenthread.rules.words import said

ORIGINAL = {
    "reversed-refusal-no-plan": ("decision-not-to-issue", "final-plan"),
    "reversed-refusal-final": ("final-plan",),
}
"""The limits that go on running from the original request, on the High Court's reading of a reversed refusal."""


class Alternative(NamedTuple):
    """The date on one of several readings; None where a date is missing to compute it."""

    reading: str
    due_on: date | None
    citation: str


def assumed(one: Sum) -> tuple[str, ...]:
    """What was taken for granted because a date was not given, in sentences."""
    found = []
    if one.limit.counting is Counting.AMENDED_PLAN and "notice" not in one.facts:
        found.append(
            "No date was given for the amendment notice (notice): it is assumed to go on "
            f"{said(assumed_notice(one.on))}, the last lawful day, 4 weeks after the meeting. An earlier "
            "notice may bring the date forward."
        )
    if one.limit.counting is Counting.APPEAL and "certificate" not in one.facts:
        found.append(
            "No mediation certificate was given (certificate): only the decision letter of "
            f"{said(one.on)} was counted from. A later certificate may extend the window."
        )
    if one.limit.counting is Counting.TRANSFER and "move" not in one.facts:
        found.append(
            "No day of the move was given (move): it is assumed that the old authority did not know 15 "
            "working days before it."
        )
    if one.limit.counting is Counting.TRANSFER_REVIEW and "reviewed" not in one.facts:
        found.append(
            "No last review was given (reviewed): it is assumed that 12 months from making or last "
            "reviewing the plan end no later than 3 months from the transfer."
        )
    return (*found, *_assumed_closure(one))


def _assumed_closure(one: Sum) -> tuple[str, ...]:
    if Ground.SCHOOL_CLOSED not in grounds_for(one.limit.code):
        return ()
    if not one.facts.keys() & {"closed", "reopens"}:
        return ("No closure of the school was given (closed, reopens): none is assumed.",)
    closed, reopens = _closure(one)
    if "reopens" not in one.facts:
        return (
            f"No day of re-opening was given (reopens): {said(reopens)} is assumed, the shortest "
            "closure that counts.",
        )
    if "closed" not in one.facts:
        return (
            f"No first day of the closure was given (closed): {said(closed)} is assumed, the shortest "
            "that counts.",
        )
    return ()


def _closure(one: Sum) -> tuple[date, date]:
    """The closure given; where one end is missing, the shortest that counts."""
    if "closed" not in one.facts:
        reopens = one.facts["reopens"]
        return days.days_before(reopens, FOUR_WEEKS), reopens
    closed = one.facts["closed"]
    return closed, one.facts.get("reopens", days.days_after(closed, FOUR_WEEKS))


def closure(one: Sum) -> tuple[str, ...]:
    """What a school's closure does for this limit: it may excuse, and it never moves the date."""
    if not one.facts.keys() & {"closed", "reopens", "asked"}:
        return ()
    if Ground.SCHOOL_CLOSED not in grounds_for(one.limit.code):
        return (
            f"A school's closure is not a ground here: {one.limit.excused_by} does not list it, so it "
            "excuses nothing.",
        )
    if not one.facts.keys() & {"closed", "reopens"}:
        return (
            "The day the head's advice was asked for (asked) matters only beside a closure (closed, "
            "reopens).",
        )
    closed, reopens = _closure(one)
    window = closure_window(closed, reopens)
    if not window.weeks_enough:
        return (
            f"A closure from {said(closed)} until {said(reopens)} is shorter than 4 weeks: it excuses "
            "nothing.",
        )
    return (
        f"A school closed from {said(closed)} until it re-opens on {said(reopens)} gives a window from "
        f"{said(window.opens_on)} to {said(window.ends_on)} ({one.limit.excused_by}). {_asked(one, window)} "
        "The date itself does not move.",
    )


def _asked(one: Sum, window: tuple[date, date, bool]) -> str:
    asked = one.facts.get("asked")
    if asked is None:
        return (
            "If the head's advice was asked for within it (asked), lateness may be excused where that made "
            "it impractical to be in time."
        )
    if window[0] <= asked <= window[1]:
        return (
            f"The head's advice was asked for on {said(asked)}, within it: lateness may be excused where "
            "that made it impractical to be in time."
        )
    return f"The head's advice was asked for on {said(asked)}, outside it: the closure excuses nothing."


def alternatives(one: Sum) -> tuple[Alternative, ...]:
    """The date on each reading, where the sources conflict and more than one can be computed."""
    if one.limit.code in ORIGINAL:
        return _reversed(one)
    if one.limit.counting is Counting.APPEAL:
        return _at_rest(one)
    if one.limit.counting is Counting.FEBRUARY:
        code_of_practice = Alternative(
            "on the Code of Practice's words, by 15 February at the latest",
            one.due_on + days.ONE_DAY,
            "SEND Code of Practice 2015, paragraph 9.179",
        )
        return (code_of_practice,)
    return ()


def _reversed(one: Sum) -> tuple[Alternative, ...]:
    """Both readings of a refusal reversed: from the reversal, and from the original request."""
    from_reversal = Alternative(
        f"from the reversal of {said(one.on)}, {one.limit.period}", one.due_on, one.limit.citation
    )
    request = one.facts.get("request")
    if request is None:
        unknown = Alternative(
            "from the original request, where the appeal was conceded without a direction or order of the "
            "tribunal: give its date (request) to have it computed",
            None,
            "W v Hertfordshire [2023] EWHC 3138 (Admin)",
        )
        return from_reversal, unknown
    if request > one.on:
        raise Refused(
            f"The original request ({said(request)}) cannot come after the refusal was reversed "
            f"({said(one.on)}). Correct one of the two dates.",
            field="request",
        )
    return (from_reversal, *(_from_request(one, code, request) for code in ORIGINAL[one.limit.code]))


def _from_request(one: Sum, code: str, request: date) -> Alternative:
    limit = latest(code)
    return Alternative(
        f"from the original request of {said(request)}, {limit.period} ({limit.title.lower()}), where the "
        "appeal was conceded without a direction or order of the tribunal",
        days.weeks_after(request, limit.amount, one.day_one),
        f"{limit.citation}; W v Hertfordshire [2023] EWHC 3138 (Admin)",
    )


def _at_rest(one: Sum) -> tuple[Alternative, ...]:
    """An ordinary weekend or bank holiday at the end of an appeal window: send the appeal before it."""
    end = appeal_end(one.limit, one.on, one.facts.get("certificate"))
    if one.due_on != end or one.calendar.is_working_day(end):
        return ()
    reading = (
        "if the tribunal's general rule for days that are not working days applies, which was not confirmed"
    )
    return (
        Alternative(reading, one.calendar.next_working_day(end), "Tribunal Procedure Rules 2008, rule 12"),
    )


def in_words(alternative: Alternative) -> str:
    """One reading as a sentence."""
    if alternative.due_on is None:
        return f"Another reading: {alternative.reading} ({alternative.citation})."
    return f"Reading: {alternative.reading}: {said_in_full(alternative.due_on)} ({alternative.citation})."
