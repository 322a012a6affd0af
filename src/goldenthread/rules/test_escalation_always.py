"""What the ladder never does, whatever the facts and in whatever order they are read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.days import is_working_day
from goldenthread.rules.escalation import (
    StepState,
    forecast,
    next_step,
)
from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.test_escalation_examples import (
    CODES,
    DUE,
    TORBAY,
    fact,
    imported,
    raised,
    ticked,
)

days_around = st.integers(-60, 120).map(lambda days: DUE + timedelta(days=days))
anything_told = st.lists(
    st.one_of(
        st.builds(raised, st.sampled_from(CODES), days_around),
        st.builds(imported, days_around),
        st.builds(
            lambda code, on: fact(Kind.LADDER_STARTED, on, step=code), st.sampled_from(CODES), days_around
        ),
        st.builds(lambda on: fact(Kind.ADVICE_ACKNOWLEDGED, on), days_around),
        st.builds(lambda on: fact(Kind.ADVICE_RECORDED, on), days_around),
    ),
    max_size=6,
)


@given(anything_told, days_around, st.randoms())
def test_the_order_in_which_facts_are_read_changes_nothing(
    facts: list[Fact], today: date, random: Any
) -> None:
    shuffled = random.sample(facts, len(facts))
    assert forecast(TORBAY, due_on=DUE, facts=facts, today=today) == forecast(
        TORBAY, due_on=DUE, facts=shuffled, today=today
    )
    assert next_step(TORBAY, due_on=DUE, facts=facts) == next_step(TORBAY, due_on=DUE, facts=shuffled)


@given(anything_told, days_around)
def test_escalating_twice_on_one_day_is_once(facts: list[Fact], today: date) -> None:
    assert ticked(facts + ticked(facts, today), today) == []


@given(anything_told, days_around)
def test_a_step_that_was_raised_is_never_raised_again(facts: list[Fact], today: date) -> None:
    steps = [one.details["step"] for one in facts if one.kind == Kind.STEP_RAISED]
    now = [one.details["step"] for one in ticked(facts, today)]
    assert set(steps).isdisjoint(now)
    assert len(now) == len(set(now))


@given(anything_told, days_around)
def test_nothing_is_raised_once_the_advice_is_here(facts: list[Fact], today: date) -> None:
    told = [*facts, fact(Kind.ADVICE_RECORDED, today)]
    assert next_step(TORBAY, due_on=DUE, facts=told) is None


@given(st.lists(st.integers(1, 20), max_size=12))
def test_ticks_missed_or_not_every_step_is_raised_exactly_once(gaps: list[int]) -> None:
    facts: list[Fact] = []
    today = DUE
    for gap in [*gaps, 150, 150, 150, 150]:
        today += timedelta(days=gap)
        facts += ticked(facts, today)
    assert sorted(one.details["step"] for one in facts) == sorted(CODES)


@given(anything_told, days_around)
def test_what_is_raised_is_never_before_its_date_and_never_before_go_live(
    facts: list[Fact], today: date
) -> None:
    live = [one.happened_on for one in facts if one.kind == Kind.ADVICE_IMPORTED]
    started = any(one.kind == Kind.LADDER_STARTED for one in facts)
    for one in forecast(TORBAY, due_on=DUE, facts=facts, today=today):
        if one.state is StepState.DUE:
            assert one.due_on <= one.send_on <= today
            assert is_working_day(one.send_on)
            assert started or not live or one.due_on >= min(live)
