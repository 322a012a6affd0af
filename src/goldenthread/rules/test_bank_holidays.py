"""England's bank holidays against two independent lists, and the alarm for a calendar that ends."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from goldenthread.rules.bank_holidays import (
    VALID_THROUGH,
    all_bank_holidays,
    bank_holidays,
    calendar_alarm,
    is_provisional,
)
from goldenthread.rules.days import is_working_day


def every_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_working_days_of_2014_to_2045_are_those_of_an_independent_calendar() -> None:
    theirs = holidays.country_holidays("GB", subdiv="ENG", years=range(2014, 2046))

    differing = [
        day
        for day in every_day(date(2014, 1, 1), date(2045, 12, 31))
        if is_working_day(day) != (day.weekday() < 5 and day not in theirs)
    ]

    assert differing == []


def test_bank_holidays_of_2014_to_2028_are_those_that_the_government_published() -> None:
    published = BankHolidays(use_cached_holidays=True).get_holidays(division="england-and-wales")

    ours = {day for year in range(2014, 2029) for day in bank_holidays(year)}

    assert ours == {one["date"] for one in published if 2014 <= one["date"].year <= 2028}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2020, 5, 8), "Early May bank holiday"),
        (date(2022, 6, 2), "Spring bank holiday"),
        (date(2022, 6, 3), "Platinum Jubilee bank holiday"),
        (date(2022, 9, 19), "Bank holiday for the State Funeral of Queen Elizabeth II"),
        (date(2023, 5, 8), "Bank holiday for the coronation of King Charles III"),
    ],
)
def test_proclaimed_days_are_known_by_name(day: date, name: str) -> None:
    assert bank_holidays(day.year)[day] == name


@pytest.mark.parametrize("day", [date(2020, 5, 4), date(2022, 5, 30)])
def test_a_moved_holiday_leaves_its_monday_a_working_day(day: date) -> None:
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("year", "christmas", "boxing"),
    [
        (2025, date(2025, 12, 25), date(2025, 12, 26)),
        (2026, date(2026, 12, 25), date(2026, 12, 28)),
        (2027, date(2027, 12, 27), date(2027, 12, 28)),
        (2033, date(2033, 12, 27), date(2033, 12, 26)),
    ],
)
def test_christmas_on_a_weekend_goes_to_the_next_free_weekdays(
    year: int, christmas: date, boxing: date
) -> None:
    names = {name: day for day, name in bank_holidays(year).items()}

    assert (names["Christmas Day"], names["Boxing Day"]) == (christmas, boxing)


def test_new_years_day_on_a_weekend_goes_to_the_monday() -> None:
    assert next(iter(bank_holidays(2028))) == date(2028, 1, 3)


def test_each_year_has_at_least_its_eight_holidays_in_order() -> None:
    for year in range(2014, 2046):
        assert len(bank_holidays(year)) >= 8
        assert list(bank_holidays(year)) == sorted(bank_holidays(year))
        assert set(bank_holidays(year)) <= all_bank_holidays()


def test_no_alarm_while_the_calendar_is_certain_to_the_end_of_next_year() -> None:
    assert calendar_alarm(date(2027, 12, 31), valid_through=date(2028, 12, 31)) is None


def test_the_alarm_rises_when_the_calendar_ends_before_next_years_end() -> None:
    alarm = calendar_alarm(date(2028, 1, 1), valid_through=date(2028, 12, 31))

    assert alarm is not None
    assert "certain only to 31 December 2028" in alarm


def test_answers_are_provisional_beyond_what_has_been_published() -> None:
    assert not is_provisional(VALID_THROUGH)
    assert is_provisional(VALID_THROUGH + timedelta(days=1))
