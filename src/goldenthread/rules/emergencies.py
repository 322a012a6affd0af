"""What was opened in an emergency is reviewed within two working days; what is not is said again until it is (A15)."""

from __future__ import annotations

from datetime import date

from goldenthread.rules import days

REVIEW_WITHIN = 2
"""Working days within which somebody says whether an opening was right."""

SAY_AGAIN_EVERY = 3
"""Working days after which those who were told of a late review are told again."""


def review_by(opened_on: date) -> date:
    """The last day on which the review is in time."""
    return days.add_working_days(opened_on, REVIEW_WITHIN)


def waited(opened_on: date, on: date) -> int:
    """Working days after the day of the opening, until a day."""
    return max(0, days.working_days_between(opened_on, on))


def is_late(opened_on: date, on: date) -> bool:
    """Whether an opening that nobody has reviewed has waited too long."""
    return waited(opened_on, on) > REVIEW_WITHIN


def escalations(opened_on: date, on: date) -> int:
    """How often it should have been said by a day that the review is late: on the third working day first."""
    beyond = waited(opened_on, on) - REVIEW_WITHIN
    return 0 if beyond <= 0 else 1 + (beyond - 1) // SAY_AGAIN_EVERY


def see_to_it_by(on: date) -> date:
    """The day by which a late review is asked for: the next working day."""
    return days.add_working_days(on, 1)
