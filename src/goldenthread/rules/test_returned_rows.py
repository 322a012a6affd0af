"""What a row of a list that came back would do: no overwrite ever, nothing twice, nothing where it says nothing."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.returned_rows import ASKED, Filled, Standing, Verdict, judge, standing

ADVICE, REQUEST = UUID(int=1), UUID(int=2)
TODAY, RECEIVED = date(2026, 12, 16), date(2026, 11, 2)
OPEN = Standing(RECEIVED, date(2026, 12, 14))
EXPLAINED = replace(OPEN, cause="capacity", expected_on=date(2026, 12, 21))
ALL = Filled(None, "capacity", date(2026, 12, 21), "not-known", "One post is empty")


def fact(kind: Kind, day: int, sequence: int, **details: object) -> Fact:
    about = REQUEST if kind == Kind.REQUEST_RECEIVED else ADVICE
    return Fact(kind, RECEIVED.replace(day=day), str(about), details, id=str(sequence), sequence=sequence)


SOUGHT = {"service": "ot", "request": str(REQUEST), "received_on": "2026-11-02", "pack": "1"}
HISTORY = [
    fact(Kind.REQUEST_RECEIVED, 2, 1, source="council", named=[]),
    fact(Kind.ADVICE_SOUGHT, 2, 2, **SOUGHT),
    fact(Kind.LATENESS_EXPLAINED, 5, 3, cause="capacity"),
    fact(Kind.LATENESS_EXPLAINED, 6, 4, cause="sign-off", expected_on="2026-12-21"),
    fact(Kind.ADVICE_ROUTED, 7, 5, answer="waiting-list"),
    fact(Kind.ADVICE_RECORDED, 9, 6, report=None, joint=False),
]


def test_how_a_request_stood_is_told_from_the_facts_that_were_there() -> None:
    assert standing(HISTORY, ADVICE, 1) is None
    assert standing(HISTORY, ADVICE, 2) == OPEN
    assert standing(HISTORY, ADVICE, 3) == replace(OPEN, cause="capacity")
    at_five = standing(HISTORY, ADVICE, 5)
    assert at_five and at_five.is_open
    assert at_five == Standing(
        RECEIVED, OPEN.due_on, cause="sign-off", expected_on=date(2026, 12, 21), answer="waiting-list"
    )
    now = standing(HISTORY, ADVICE)
    assert now and not now.is_open and now.advice_on == date(2026, 11, 9)


def test_a_correction_that_came_later_does_not_change_how_it_stood() -> None:
    struck = Fact(
        Kind.FACT_CORRECTED, RECEIVED, str(ADVICE), {"void": True}, id="7", sequence=7, corrects="6"
    )
    assert standing([*HISTORY, struck], ADVICE, 6) == standing(HISTORY, ADVICE)
    after = standing([*HISTORY, struck], ADVICE)
    assert after and after.is_open


def test_a_row_that_says_nothing_new_does_nothing() -> None:
    assert judge(OPEN, OPEN, Filled(), TODAY).verdict is Verdict.NOTHING
    as_it_was = Filled(cause="capacity", expected_on=date(2026, 12, 21))
    assert judge(EXPLAINED, EXPLAINED, as_it_was, TODAY).verdict is Verdict.NOTHING
    assert judge(EXPLAINED, EXPLAINED, Filled(), TODAY).verdict is Verdict.NOTHING, "a blank erases nothing"


def test_what_is_new_is_wanted_and_the_same_file_again_does_nothing() -> None:
    found = judge(OPEN, OPEN, ALL, TODAY)
    assert (found.verdict, found.wants) == (Verdict.NEW, {"cause", "expected_on", "answer"})
    taken = replace(OPEN, cause="capacity", expected_on=date(2026, 12, 21), answer="not-known")
    assert judge(OPEN, taken, ALL, TODAY).verdict is Verdict.NOTHING


def test_a_file_that_was_taken_and_filled_in_further_brings_what_was_added() -> None:
    taken = replace(OPEN, cause="capacity")
    found = judge(OPEN, taken, Filled(cause="capacity", advice_on=TODAY), TODAY)
    assert (found.verdict, found.wants) == (Verdict.NEW, {"advice_on"})


@pytest.mark.parametrize(
    "now",
    [
        replace(OPEN, cause="sign-off"),
        replace(OPEN, advice_on=TODAY),
        replace(OPEN, ended_on=TODAY),
        replace(OPEN, due_on=TODAY),
        replace(OPEN, received_on=TODAY),
        replace(OPEN, answer="waiting-list"),
        replace(OPEN, expected_on=TODAY),
    ],
)
def test_a_request_that_was_changed_here_since_is_a_conflict(now: Standing) -> None:
    found = judge(OPEN, now, Filled(advice_on=date(2026, 12, 1)), TODAY)
    assert found.verdict is Verdict.CONFLICT
    (changed,) = found.changed
    assert getattr(now, changed) != getattr(OPEN, changed)


@pytest.mark.parametrize(
    ("filled", "sentence"),
    [
        (Filled(remark="We are waiting"), "A remark alone"),
        (Filled(cause="capacity", remark="x" * 2001), "longer than 2,000 letters"),
        (Filled(advice_on=date(2026, 12, 17)), "cannot have been given on 17 December 2026"),
        (Filled(advice_on=TODAY, answer="not-known"), "clear one of the two"),
        (Filled(advice_on=TODAY, cause="capacity", expected_on=TODAY), "no longer expected"),
        (Filled(cause="capacity", expected_on=date(2026, 12, 15)), "15 December 2026, is past"),
        (Filled(expected_on=TODAY), "Choose the reason"),
    ],
)
def test_what_does_not_go_together_is_refused_and_says_how_to_mend_it(filled: Filled, sentence: str) -> None:
    found = judge(OPEN, OPEN, filled, TODAY)
    assert found.verdict is Verdict.REFUSED
    (refusal,) = found.refusals
    assert sentence in refusal


days = st.none() | st.dates(date(2026, 11, 1), date(2027, 1, 31))
causes, answers = st.sampled_from(["", "capacity", "sign-off"]), st.sampled_from(["", "not-known"])
standings = st.builds(Standing, st.just(RECEIVED), days.filter(bool), days, days, causes, days, answers)
rows = st.builds(Filled, days, causes, days, answers, st.sampled_from(["", "Rang"]))


@given(standings, standings, rows)
def test_nothing_that_was_changed_here_is_ever_overwritten(
    before: Standing, now: Standing, row: Filled
) -> None:
    found = judge(before, now, row, TODAY)
    if found.verdict is Verdict.NEW:
        untouched = {each.name for each in fields(Standing)} - {
            name for name in ASKED if getattr(row, name) == getattr(now, name)
        }
        assert all(getattr(before, name) == getattr(now, name) for name in untouched)
        assert found.wants
    assert all(getattr(row, name) not in (None, "", getattr(now, name)) for name in found.wants)


@given(standings, rows, st.integers(0, 30))
def test_what_was_taken_in_is_not_taken_in_again(before: Standing, row: Filled, days_later: int) -> None:
    found = judge(before, before, row, TODAY)
    if found.verdict is Verdict.NEW:
        taken = replace(before, **{name: getattr(row, name) for name in found.wants})
        later = TODAY + timedelta(days=days_later)
        assert judge(before, taken, row, later).verdict is Verdict.NOTHING
