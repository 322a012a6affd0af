"""Dates, numbers and plurals as people here write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from goldenthread.design import words

DAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("write", "written"),
    [
        (words.day, "2 November 2026"),
        (words.short_day, "2 Nov 2026"),
        (words.long_day, "Monday 2 November 2026"),
        (words.month, "November 2026"),
    ],
)
def test_a_date_is_written_without_a_leading_nought(write, written):
    assert write(DAY) == written


@pytest.mark.parametrize(
    "write", [words.day, words.short_day, words.long_day, words.month, words.moment, words.number]
)
def test_nothing_is_written_for_nothing(write):
    assert write(None) == ""


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (datetime(2026, 11, 2, 15, 7, tzinfo=UTC), "2 November 2026 at 3:07pm"),
        (datetime(2026, 7, 2, 23, 30, tzinfo=UTC), "3 July 2026 at 12:30am"),
        (datetime(2026, 7, 2, 11, 0, tzinfo=UTC), "2 July 2026 at 12:00pm"),
    ],
)
def test_a_moment_is_told_by_londons_clocks(at, written):
    assert words.moment(at) == written


def test_a_nought_is_a_number_and_not_a_gap():
    assert words.number(0) == "0"


def test_an_nhs_number_is_written_as_it_is_read_out():
    assert (words.spaced("9990000018"), words.spaced(None)) == ("999 000 0018", None)


def test_thousands_have_commas():
    assert words.number(1234567) == "1,234,567"


@pytest.mark.parametrize(
    ("of", "written"), [(0, "0 requests"), (1, "1 request"), (2, "2 requests"), (1240, "1,240 requests")]
)
def test_things_are_counted_in_the_right_number(of, written):
    assert words.counted(of, "request") == written


def test_children_have_a_plural_of_their_own():
    assert words.counted(3, "child", "children") == "3 children"


@pytest.mark.parametrize(
    ("things", "written"),
    [([], ""), (["OT"], "OT"), (["OT", "SLT"], "OT and SLT"), (["OT", "SLT", "PHN"], "OT, SLT and PHN")],
)
def test_things_are_listed_with_a_last_and(things, written):
    assert words.listed(things) == written
