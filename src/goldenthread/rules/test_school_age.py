"""Compulsory school age ends on the last Friday in June of the school year of the 16th birthday, whenever that is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.refusals import Refused
from goldenthread.rules.school_age import (
    Capacity,
    Decider,
    check_decider,
    check_time,
    ends_on,
    to_confirm,
)

BORN, SINCE = date(2010, 3, 1), date(2026, 6, 26)
RECEIVED = Fact(Kind.REQUEST_RECEIVED, date(2026, 3, 2), "r", {}, "1", 1)
WITHDRAWN = Fact(Kind.REQUEST_WITHDRAWN, date(2026, 4, 2), "r", {}, "2", 2)
CONFIRMED = Fact(Kind.WISHES_CONFIRMED, date(2026, 7, 1), None, {}, "3", 3)
AGAIN = Fact(Kind.REQUEST_RECEIVED, date(2026, 5, 2), "s", {}, "4", 4)


@pytest.mark.parametrize(
    ("born_on", "last_day"),
    [
        (date(2009, 9, 1), date(2026, 6, 26)),
        (date(2010, 6, 25), date(2026, 6, 26)),
        (date(2010, 6, 26), date(2026, 6, 26)),
        (date(2010, 6, 27), date(2026, 6, 26)),
        (date(2010, 8, 31), date(2026, 6, 26)),
        (date(2010, 9, 1), date(2027, 6, 25)),
        (date(2012, 2, 29), date(2028, 6, 30)),
        (date(2084, 2, 29), date(2100, 6, 25)),
    ],
    ids=str,
)
def test_compulsory_school_age_ends_in_the_school_year_of_the_16th_birthday(
    born_on: date, last_day: date
) -> None:
    assert ends_on(born_on) == last_day


@given(st.dates(date(1990, 1, 1), date(2050, 12, 31)))
def test_it_ends_on_a_friday_in_the_last_seven_days_of_june(born_on: date) -> None:
    last_day = ends_on(born_on)
    assert (last_day.weekday(), last_day.month) == (4, 6)
    assert last_day.day > 23
    assert timedelta(days=15 * 365) < last_day - born_on < timedelta(days=17 * 365)


@pytest.mark.parametrize(
    ("born_on", "facts", "on", "since"),
    [
        (BORN, [RECEIVED], SINCE - timedelta(days=1), None),
        (BORN, [RECEIVED], SINCE, SINCE),
        (BORN, [RECEIVED], date(2029, 1, 1), SINCE),
        (BORN, [RECEIVED, CONFIRMED], date(2029, 1, 1), None),
        (BORN, [RECEIVED, WITHDRAWN], SINCE, None),
        (BORN, [RECEIVED, WITHDRAWN, AGAIN], SINCE, SINCE),
        (BORN, [], SINCE, None),
        (None, [RECEIVED], SINCE, None),
    ],
)
def test_it_is_to_be_confirmed_from_the_day_while_a_request_stands_until_somebody_did(
    born_on: date | None, facts: list[Fact], on: date, since: date | None
) -> None:
    assert to_confirm(born_on, facts, on) == since


def test_nobody_is_asked_before_the_rights_are_theirs() -> None:
    assert check_time(BORN, SINCE) == SINCE
    with pytest.raises(Refused, match="Until 26 June 2026 the rights are the parents"):
        check_time(BORN, SINCE - timedelta(days=1))
    with pytest.raises(Refused, match="The date of birth is not recorded"):
        check_time(None, SINCE)


def test_who_decides_follows_from_capacity() -> None:
    assert check_decider("has", "deputy") is Decider.YOUNG_PERSON
    for decides in (Decider.DEPUTY, Decider.ATTORNEY, Decider.PARENT):
        assert check_decider("lacks", decides.value) is decides
    for capacity, decides, sentence in (
        ("", "", "Choose whether they can"),
        ("lacks", "", "Choose who decides"),
        ("lacks", "young-person", "Choose who decides"),
    ):
        with pytest.raises(Refused, match=sentence):
            check_decider(capacity, decides)


def test_everything_that_can_be_chosen_has_its_words() -> None:
    assert all(each.label for each in Capacity)
    assert all(each.words for each in Decider)
