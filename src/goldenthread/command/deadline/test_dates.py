"""Dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.command.deadline.dates import read_date, read_facts
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said


@pytest.mark.parametrize(
    "text",
    [
        "2026-09-02",
        "2026-9-2",
        "02/09/2026",
        "2.9.2026",
        "2-9-2026",
        "2 September 2026",
        "2nd Sept 2026",
        "2-SEP-2026",
    ],
)
def test_a_date_is_read_in_the_common_ways_of_typing_it(text: str) -> None:
    assert read_date(text) == date(2026, 9, 2)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_date_said_in_words_is_read_back(day: date) -> None:
    assert read_date(said(day)) == read_date(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    ["", "tomorrow", "02/09/26", "2026", "2 Smarch 2026", "2 Septic 2026", "1/2-2026", "2026-11-02T10:00"],
)
def test_what_is_not_a_date_is_refused_with_how_to_write_one(text: str) -> None:
    with pytest.raises(Refused, match="Write it as 2026-11-02, 2 November 2026 or 02/11/2026"):
        read_date(text)


@pytest.mark.parametrize("text", ["2026-02-29", "31/04/2026", "0 May 2026", "2026-13-01"])
def test_a_day_that_never_was_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="is not in the calendar"):
        read_date(text)


def test_further_dates_are_read_by_name_whatever_their_case() -> None:
    assert read_facts(["Closed = 2026-07-22", "reopens=2 September 2026"]) == {
        "closed": date(2026, 7, 22),
        "reopens": date(2026, 9, 2),
    }
