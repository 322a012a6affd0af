"""How the regulations count, on dates that can be checked by hand on a calendar."""

from __future__ import annotations

from datetime import date, timedelta
from timeit import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules import days
from goldenthread.rules.days import ENGLAND, DayOne, WorkingCalendar
from goldenthread.rules.refusals import Refused

DATES = st.dates(date(2014, 9, 1), date(2040, 12, 31))


def test_twenty_weeks_from_the_request_are_counted_as_the_high_court_counted_them() -> None:
    request = date(2025, 4, 2)

    assert days.weeks_after(request, 16) == date(2025, 7, 23)
    assert days.weeks_after(request, 20) == date(2025, 8, 20)
    assert date(2025, 10, 21) - days.weeks_after(request, 16) == timedelta(weeks=12, days=6)


def test_counting_the_day_of_the_event_as_day_one_ends_one_day_earlier() -> None:
    assert days.weeks_after(date(2025, 4, 2), 20, DayOne.INCLUDED) == date(2025, 8, 19)


@given(DATES, st.integers(1, 60))
def test_the_two_conventions_are_always_one_day_apart(event: date, weeks: int) -> None:
    excluded = days.weeks_after(event, weeks, DayOne.EXCLUDED)

    assert excluded - days.weeks_after(event, weeks, DayOne.INCLUDED) == timedelta(days=1)


def test_fifteen_days_beginning_with_a_day_count_that_day() -> None:
    assert days.days_beginning_with(date(2026, 11, 2), 15) == date(2026, 11, 16)


def test_two_weeks_before_a_meeting_is_the_same_weekday() -> None:
    assert days.weeks_before(date(2026, 12, 2), 2) == date(2026, 11, 18)
    assert days.days_before(date(2026, 12, 2), 3) == date(2026, 11, 29)


@pytest.mark.parametrize(
    ("event", "months", "last"),
    [
        (date(2026, 10, 1), 2, date(2026, 12, 1)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 11, 15), 2, date(2027, 1, 15)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(2027, 2, 10), -5, date(2026, 9, 10)),
    ],
)
def test_months_run_to_the_corresponding_date_or_the_end_of_a_short_month(
    event: date, months: int, last: date
) -> None:
    assert days.months_after(event, months) == last


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 15), date(2027, 1, 14)),
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2024, 3, 1), date(2025, 2, 28)),
        (date(2023, 3, 1), date(2024, 2, 29)),
        (date(2023, 2, 28), date(2024, 2, 27)),
        (date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_twelve_months_starting_with_a_date_end_the_day_before_it_comes_round(
    first: date, last: date
) -> None:
    assert days.twelve_months_starting_with(first) == last


@given(DATES)
def test_twelve_months_are_never_longer_than_a_year(first: date) -> None:
    assert (days.twelve_months_starting_with(first) - first).days in (364, 365)


@pytest.mark.parametrize(
    ("day", "following"),
    [
        (date(2026, 12, 24), date(2026, 12, 24)),
        (date(2026, 12, 25), date(2026, 12, 29)),
        (date(2026, 12, 28), date(2026, 12, 29)),
        (date(2027, 1, 1), date(2027, 1, 4)),
    ],
)
def test_the_next_working_day_passes_over_weekends_and_bank_holidays(day: date, following: date) -> None:
    assert days.next_working_day(day) == following


@pytest.mark.parametrize(
    ("event", "number", "end"),
    [
        (date(2026, 12, 28), 3, date(2026, 12, 31)),
        (date(2026, 12, 29), 3, date(2027, 1, 4)),
        (date(2027, 1, 11), 10, date(2027, 1, 25)),
        (date(2026, 12, 26), 1, date(2026, 12, 29)),
        (date(2026, 12, 29), -1, date(2026, 12, 24)),
        (date(2026, 12, 27), 0, date(2026, 12, 27)),
    ],
)
def test_working_days_are_added_without_the_day_itself(event: date, number: int, end: date) -> None:
    assert days.add_working_days(event, number) == end


@pytest.mark.parametrize(
    ("first", "end"),
    [
        (date(2026, 11, 2), date(2026, 11, 20)),
        (date(2026, 12, 19), date(2027, 1, 13)),
    ],
)
def test_fifteen_working_days_beginning_with_a_day_count_it_where_it_is_one(first: date, end: date) -> None:
    assert days.working_days_beginning_with(first, 15) == end


def test_working_days_between_two_days_leave_out_the_first_and_count_the_last() -> None:
    assert days.working_days_between(date(2026, 12, 24), date(2026, 12, 29)) == 1
    assert days.working_days_between(date(2026, 12, 29), date(2026, 12, 24)) == -1
    assert days.working_days_between(date(2026, 12, 29), date(2026, 12, 29)) == 0


@given(DATES, st.integers(1, 200))
def test_adding_working_days_is_the_same_as_walking_through_them(event: date, number: int) -> None:
    walked, left = event, number
    while left:
        walked += timedelta(days=1)
        left -= days.is_working_day(walked)

    assert days.add_working_days(event, number) == walked
    assert days.working_days_between(event, walked) == number
    assert days.working_days_beginning_with(event + timedelta(days=1), number) == walked


@given(DATES, st.integers(1, 200))
def test_working_days_back_and_forth_come_home(event: date, number: int) -> None:
    home = days.next_working_day(event)

    assert days.add_working_days(days.add_working_days(home, number), -number) == home


@given(DATES, DATES, st.integers(1, 60))
def test_one_more_holiday_never_brings_a_working_day_forward(event: date, holiday: date, number: int) -> None:
    with_one_more = WorkingCalendar(ENGLAND.holidays | {holiday}, date(2014, 1, 1), date(2045, 12, 31))

    assert with_one_more.add(event, number) >= ENGLAND.add(event, number)


@pytest.mark.parametrize("day", [date(2013, 12, 31), date(2046, 1, 1)])
def test_a_day_outside_the_calendar_is_refused_with_its_bounds(day: date) -> None:
    assert not ENGLAND.covers(day)
    for ask in (
        lambda: days.is_working_day(day),
        lambda: days.add_working_days(day, 3),
        lambda: days.next_working_day(day),
    ):
        with pytest.raises(Refused, match="runs from 1 January 2014 to 31 December 2045"):
            ask()


@pytest.mark.parametrize(("day", "number"), [(date(2045, 12, 20), 20), (date(2014, 1, 6), -20)])
def test_an_answer_beyond_the_calendar_is_refused(day: date, number: int) -> None:
    with pytest.raises(Refused, match="Check the year"):
        days.add_working_days(day, number)
    with pytest.raises(Refused, match="Check the year"):
        days.working_days_beginning_with(day, number)


def test_a_working_day_step_is_looked_up_and_never_walked() -> None:
    monday = date(2026, 11, 2)

    near = min(repeat(lambda: days.add_working_days(monday, 2), number=5_000, repeat=5))
    far = min(repeat(lambda: days.add_working_days(monday, 2_000), number=5_000, repeat=5))

    assert far < 20 * near, "to walk two thousand days would take a thousand times as long"
