"""Dates, counts and lists as people read them."""

from __future__ import annotations

from datetime import date

from goldenthread.rules.words import counted, listed, said


def test_a_date_is_said_with_its_month_in_words() -> None:
    assert said(date(2026, 11, 2)) == "2 November 2026"
    assert said(date(2027, 1, 31)) == "31 January 2027"


def test_one_week_is_not_one_weeks() -> None:
    assert (counted(1, "week"), counted(2, "week")) == ("1 week", "2 weeks")


def test_a_list_ends_with_and() -> None:
    assert listed([]) == "nobody"
    assert listed(["OT"]) == "OT"
    assert listed(["OT", "PHN", "SLT"]) == "OT, PHN and SLT"
