"""When the review of an emergency is due, when it is late, and how often that is said."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.rules.emergencies import escalations, is_late, review_by, see_to_it_by, waited

FRIDAY = date(2026, 11, 20)


def test_a_review_has_two_working_days() -> None:
    assert review_by(FRIDAY) == date(2026, 11, 24)
    assert review_by(date(2026, 12, 24)) == date(
        2026, 12, 30
    )  # Christmas, Boxing Day and its day in lieu lie between


@pytest.mark.parametrize(
    ("on", "working_days", "late", "times"),
    [
        (date(2026, 11, 19), 0, False, 0),
        (FRIDAY, 0, False, 0),
        (date(2026, 11, 22), 0, False, 0),
        (date(2026, 11, 24), 2, False, 0),
        (date(2026, 11, 25), 3, True, 1),
        (date(2026, 11, 27), 5, True, 1),
        (date(2026, 11, 30), 6, True, 2),
        (date(2026, 12, 3), 9, True, 3),
    ],
)
def test_a_late_review_is_said_on_the_third_working_day_and_every_three_after(
    on: date, working_days: int, late: bool, times: int
) -> None:
    assert (waited(FRIDAY, on), is_late(FRIDAY, on), escalations(FRIDAY, on)) == (working_days, late, times)


def test_it_is_asked_for_by_the_next_working_day() -> None:
    assert see_to_it_by(FRIDAY) == date(2026, 11, 23)
