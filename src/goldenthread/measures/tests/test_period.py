"""Months, quarters and own dates."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.measures.month import month_from
from goldenthread.measures.period import (
    Period,
    between,
    check_begun,
    latest_quarter,
    month_period,
    offered,
    period_from,
    quarter_of,
)
from goldenthread.rules.refusals import Refused

FEBRUARY = month_period(month_from("2022-02"))


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2022, 1, 1), date(2022, 1, 1), date(2022, 3, 31)),
        (date(2022, 6, 30), date(2022, 4, 1), date(2022, 6, 30)),
        (date(2024, 12, 31), date(2024, 10, 1), date(2024, 12, 31)),
    ],
)
def test_a_quarter_is_three_months_from_january_april_july_or_october(
    day: date, first: date, last: date
) -> None:
    assert quarter_of(day) == Period(first, last)


@pytest.mark.parametrize(
    ("today", "name"),
    [
        (date(2022, 3, 30), "October to December 2021"),
        (date(2022, 3, 31), "January to March 2022"),
        (date(2022, 4, 1), "January to March 2022"),
    ],
)
def test_the_latest_quarter_is_the_last_one_that_is_over_at_the_end_of_the_day(
    today: date, name: str
) -> None:
    assert latest_quarter(today).name == name


def test_a_period_is_called_by_its_month_its_quarter_or_its_days() -> None:
    assert FEBRUARY.name == "February 2022"
    assert FEBRUARY.span == "1 February 2022 to 28 February 2022"
    assert Period(date(2022, 1, 3), date(2022, 3, 31)).name == "3 January 2022 to 31 March 2022"


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (FEBRUARY, "January 2022"),
        (quarter_of(date(2022, 2, 1)), "October to December 2021"),
        (Period(date(2022, 3, 8), date(2022, 3, 14)), "1 March 2022 to 7 March 2022"),
    ],
)
def test_the_one_before_is_of_the_same_sort(period: Period, before: str) -> None:
    assert period.before.name == before


def test_quarters_and_then_months_are_offered_back_to_the_first_request() -> None:
    names = [each.name for each in offered(month_from("2021-12"), date(2022, 2, 10))]
    assert names == [
        "January to March 2022", "October to December 2021", "February 2022", "January 2022", "December 2021",
    ]  # fmt: skip


def test_an_address_leads_to_its_period_and_back() -> None:
    assert period_from(FEBRUARY.code) == FEBRUARY
    assert FEBRUARY.code == "2022-02-01_2022-02-28"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("soon", "is not a period"),
        ("2022-02-01_2022-02-30", "is not a period"),
        ("0001-01-01_2022-02-28", "is not a period"),
        ("2022-03-01_2022-02-28", "28 February 2022 comes before 1 March 2022"),
    ],
)
def test_what_is_no_period_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        period_from(text)


def test_a_period_of_one_day_counts_and_one_that_has_not_begun_does_not() -> None:
    one = between(date(2022, 2, 1), date(2022, 2, 1))
    check_begun(one, date(2022, 2, 1))
    with pytest.raises(Refused, match="has not begun"):
        check_begun(one, date(2022, 1, 31))
