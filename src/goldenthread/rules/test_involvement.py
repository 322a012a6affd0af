"""Known: open, or closed on or after the same date a year before the request."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.involvement import Involvement, awaited, is_known, known_since

ASKED = date(2021, 11, 15)


def test_a_child_open_to_the_service_is_known() -> None:
    assert is_known(Involvement.OPEN, None, ASKED)


def test_a_child_closed_exactly_a_year_before_is_known_and_a_day_earlier_is_not() -> None:
    assert is_known(Involvement.CLOSED, date(2020, 11, 15), ASKED)
    assert not is_known(Involvement.CLOSED, date(2020, 11, 14), ASKED)


def test_a_request_on_29_february_counts_back_to_28_february() -> None:
    assert known_since(date(2024, 2, 29)) == date(2023, 2, 28)
    assert is_known(Involvement.CLOSED, date(2023, 2, 28), date(2024, 2, 29))
    assert not is_known(Involvement.CLOSED, date(2023, 2, 27), date(2024, 2, 29))


def test_twelve_months_across_a_leap_day_are_366_days() -> None:
    asked = date(2024, 3, 1)
    assert is_known(Involvement.CLOSED, asked - timedelta(days=366), asked)
    assert not is_known(Involvement.CLOSED, asked - timedelta(days=367), asked)


def test_a_child_closed_since_the_request_was_open_then() -> None:
    assert is_known(Involvement.CLOSED, date(2021, 12, 1), ASKED)


def test_a_closing_without_its_day_proves_nothing() -> None:
    assert not is_known(Involvement.CLOSED, None, ASKED)


@pytest.mark.parametrize(("stated", "known"), [("known", True), ("not_known", False), ("none", False)])
def test_what_an_imported_tracker_states_is_taken_at_its_word(stated: str, known: bool) -> None:
    assert is_known(stated, None, ASKED) is known


def _told(kind: Kind, day: int, sequence: int, service: str = "ot") -> Fact:
    return Fact(kind, date(2026, 11, day), "request-1", {"service": service}, sequence=sequence)


def test_a_team_that_was_asked_is_awaited_until_its_answer_is_recorded() -> None:
    asked = _told(Kind.RECORDS_REQUESTED, 3, 1)
    others = _told(Kind.INVOLVEMENT_CHECKED, 4, 2, "slt")
    assert awaited([asked, others]) == {"ot": asked}
    assert awaited([asked, _told(Kind.INVOLVEMENT_CHECKED, 3, 2)]) == {}
    assert awaited([_told(Kind.INVOLVEMENT_CHECKED, 3, 0), asked]) == {"ot": asked}
    assert awaited([asked, _told(Kind.REQUEST_WITHDRAWN, 5, 3)]) == {}
