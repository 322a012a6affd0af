"""A month as it is written and counted."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.measures.month import Month, check_begun, latest_over, month_from, month_of
from goldenthread.rules.refusals import Refused

FEBRUARY = Month(date(2022, 2, 1))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2022, 2, 1), date(2022, 2, 28)),
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2021, 12, 1), date(2021, 12, 31)),
        (date(2021, 11, 1), date(2021, 11, 30)),
    ],
)
def test_a_month_ends_on_its_last_day(first: date, last: date) -> None:
    assert Month(first).last == last
    assert month_of(last) == Month(first)


def test_a_month_has_a_code_and_a_name() -> None:
    assert (FEBRUARY.code, FEBRUARY.name) == ("2022-02", "February 2022")


def test_the_year_to_a_month_starts_eleven_months_before_it() -> None:
    year = FEBRUARY.with_earlier(12)
    assert [year[0].code, year[9].code, year[10].code, year[11].code] == [
        "2021-03",
        "2021-12",
        "2022-01",
        "2022-02",
    ]
    assert len(year) == 12


def test_a_month_is_read_as_it_is_written() -> None:
    assert month_from(" 2022-02 ") == FEBRUARY


@pytest.mark.parametrize(
    "nonsense", ["", "2022", "2022-13", "2022-2", "Feb 2022", "2022-00", "0000-01", "2022-02-01"]
)
def test_what_is_no_month_is_refused_with_an_example(nonsense: str) -> None:
    with pytest.raises(Refused, match="Write it as year and month, such as 2022-02"):
        month_from(nonsense)


def test_a_month_is_refused_until_its_first_day() -> None:
    with pytest.raises(Refused, match="February 2022 has not begun"):
        check_begun(FEBRUARY, date(2022, 1, 31))
    check_begun(FEBRUARY, date(2022, 2, 1))


def test_the_month_to_report_is_the_latest_that_is_over() -> None:
    assert latest_over(date(2022, 2, 27)).code == "2022-01"
    assert latest_over(date(2022, 2, 28)).code == "2022-02"
    assert latest_over(date(2022, 3, 1)).code == "2022-02"
    assert latest_over(date(2022, 1, 5)).code == "2021-12"
