"""Every limit of the regime as dated data, found by its name and the day of its trigger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from goldenthread.rules.refusals import Refused
from goldenthread.rules.regime import appeals, assessment, orders, reviews
from goldenthread.rules.regime.limit import Counting, Duty, Excuse, Force, Grade, Limit, Unit
from goldenthread.rules.words import said

__all__ = [
    "LIMITS",
    "NAMES",
    "Counting",
    "Duty",
    "Excuse",
    "Force",
    "Grade",
    "Limit",
    "Unit",
    "applying",
    "in_force",
    "latest",
]

LAST_TRIGGER = date(2099, 12, 31)
"""Beyond this a date is taken for a slip of the keyboard."""


def _by_code(limits: tuple[Limit, ...]) -> Mapping[str, tuple[Limit, ...]]:
    versions: dict[str, list[Limit]] = {}
    for limit in limits:
        versions.setdefault(limit.code, []).append(limit)
    return {
        code: tuple(sorted(found, key=lambda one: one.effective_from)) for code, found in versions.items()
    }


LIMITS = _by_code((*assessment.LIMITS, *reviews.LIMITS, *orders.LIMITS, *appeals.LIMITS))
"""Each limit's versions, oldest first. The one in force on the day of the trigger applies."""

NAMES = tuple(LIMITS)


def latest(code: str) -> Limit:
    """The limit of this name as the newest law has it."""
    return _versions(code)[-1]


def applying(code: str, on: date) -> Limit:
    """The version begun by this day, or the oldest: never refuses a day, so that no clock is lost in silence."""
    versions = _versions(code)
    for limit in reversed(versions):
        if limit.effective_from <= on:
            return limit
    return versions[0]


def in_force(code: str, on: date) -> Limit:
    """The version of a limit that applies to a trigger on this day.

    Refused: an unknown name, and a day before the wording that Goldenthread knows or absurdly late.
    """
    limit = applying(code, on)
    if on > LAST_TRIGGER:
        raise Refused(f"{said(on)} is too far ahead. Check the year of the date.", field="on")
    if on < limit.effective_from:
        raise Refused(
            f"{said(on)} is before {said(limit.effective_from)}, when the wording of “{code}” that "
            "Goldenthread knows came into force. Earlier wordings are out of its scope: check the year, or "
            "take legal advice.",
            field="on",
        )
    return limit


def _versions(code: str) -> tuple[Limit, ...]:
    try:
        return LIMITS[code]
    except KeyError:
        raise Refused(f"There is no limit called “{code}”. {_nearest(code)}", field="limit") from None


def _nearest(code: str) -> str:
    from difflib import get_close_matches  # only when someone mistypes: it would slow every start

    near = get_close_matches(code, NAMES, n=1)
    ask = "Ask for the list of limits to see every name."
    return f"Did you mean “{near[0]}”? {ask}" if near else ask
