"""The ladder: Torbay's steps on their worked dates, and what never happens whatever the facts."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.days import is_working_day, weeks_after
from goldenthread.rules.escalation import (
    DueStep,
    Offset,
    StepState,
    forecast,
    ladder_from,
    next_reminder,
    next_step,
    remind,
    reminders_from,
    reminders_to_raise,
    steps_to_raise,
)
from goldenthread.rules.facts import Fact, Kind


def step(code: str, anchor: str, offset: dict[str, int], **more: Any) -> dict[str, Any]:
    row = {
        "code": code,
        "title": code,
        "anchor": anchor,
        "offset": offset,
        "from": "a",
        "to": ["b"],
        "template": "t",
    }
    return row | more


TORBAY = ladder_from(
    {
        "ladder": {
            "step": [
                step("chase", "due", {"days": 1}),
                step("internal-chase", "chase", {"days": 0}),
                step("escalation-1", "due", {"weeks": 2}, response={"working_days": 3}),
                step("dco-response", "escalation-1", {"working_days": 3}),
                step("dco-unresolved", "escalation-1", {"weeks": 2}),
                step("health-outcome", "dco-unresolved", {"working_days": 10}),
            ]
        }
    }
)
REMINDERS = reminders_from(
    {
        "reminder": [
            {"code": "two-weeks", "title": "r", "before": {"weeks": 2}, "to": ["service"], "template": "t"},
            {"code": "one-week", "title": "r", "before": {"weeks": 1}, "to": ["service"], "template": "t"},
        ]
    }
)
RECEIVED = date(2026, 11, 2)
DUE = weeks_after(RECEIVED, 6)
CODES = [one.code for one in TORBAY.steps]
numbers = count(1)


def fact(kind: Kind, on: date, **details: Any) -> Fact:
    number = next(numbers)
    return Fact(kind, on, "advice-1", details, f"fact-{number}", number)


def raised(code: str, on: date, due_on: date | None = None) -> Fact:
    return fact(Kind.STEP_RAISED, on, step=code, due_on=(due_on or on).isoformat())


def by_code(*facts: Fact, today: date | None = None) -> dict[str, DueStep]:
    return {one.step.code: one for one in forecast(TORBAY, due_on=DUE, facts=facts, today=today)}


def states(*facts: Fact, today: date | None = None) -> list[str]:
    return [one.state.value for one in forecast(TORBAY, due_on=DUE, facts=facts, today=today)]


# The worked dates of S1-60


def test_advice_asked_for_on_2_november_2026_is_due_on_14_december() -> None:
    assert date(2026, 12, 14) == DUE


@pytest.mark.parametrize(
    ("code", "due_on", "send_on"),
    [
        ("chase", date(2026, 12, 15), date(2026, 12, 15)),
        ("internal-chase", date(2026, 12, 15), date(2026, 12, 15)),
        ("escalation-1", date(2026, 12, 28), date(2026, 12, 29)),
        ("dco-response", date(2026, 12, 31), date(2026, 12, 31)),
        ("dco-unresolved", date(2027, 1, 11), date(2027, 1, 11)),
        ("health-outcome", date(2027, 1, 25), date(2027, 1, 25)),
    ],
)
def test_advice_never_answered_goes_up_torbays_ladder_on_these_days(
    code: str, due_on: date, send_on: date
) -> None:
    assert (by_code()[code].due_on, by_code()[code].send_on) == (due_on, send_on)


def test_a_response_to_the_escalation_letter_is_due_within_three_working_days() -> None:
    assert by_code()["escalation-1"].respond_by == date(2026, 12, 31)
    assert by_code()["chase"].respond_by is None


# From what each step counts


def test_a_step_done_late_keeps_its_due_date_and_moves_those_that_count_from_it() -> None:
    late = by_code(raised("escalation-1", date(2027, 1, 5), due_on=date(2026, 12, 28)))
    letter = late["escalation-1"]
    assert (letter.due_on, letter.done_on, letter.state) == (
        date(2026, 12, 28),
        date(2027, 1, 5),
        StepState.DONE,
    )
    assert letter.respond_by == late["dco-response"].due_on == date(2027, 1, 8)
    assert late["dco-unresolved"].due_on == date(2027, 1, 19)


def test_a_step_that_counts_from_the_due_date_does_not_move_with_the_chase() -> None:
    assert by_code(raised("chase", date(2026, 12, 22)))["escalation-1"].due_on == date(2026, 12, 28)


def test_a_step_falling_on_a_bank_holiday_is_not_due_before_the_next_working_day() -> None:
    assert by_code(today=date(2026, 12, 28))["escalation-1"].state is StepState.COMING
    assert by_code(today=date(2026, 12, 29))["escalation-1"].state is StepState.DUE


def test_without_a_day_every_open_step_is_coming() -> None:
    assert states() == ["coming"] * 6


# What is next


def test_the_next_step_is_the_open_one_that_is_sent_first() -> None:
    chase = next_step(TORBAY, due_on=DUE)
    assert chase and chase.step.code == "chase"
    after = next_step(
        TORBAY, due_on=DUE, facts=[raised("chase", date(2027, 1, 4), due_on=date(2026, 12, 15))]
    )
    assert after and after.step.code == "escalation-1"


def test_a_fact_that_moves_no_ladder_leaves_the_next_step_alone() -> None:
    quiet = [fact(Kind.ADVICE_SOUGHT, RECEIVED), fact(Kind.ADVICE_ACKNOWLEDGED, RECEIVED)]
    assert next_step(TORBAY, due_on=DUE, facts=quiet) == next_step(TORBAY, due_on=DUE)


def test_nothing_comes_after_the_last_step() -> None:
    everything = [raised(code, date(2027, 2, 1)) for code in CODES]
    assert next_step(TORBAY, due_on=DUE, facts=everything) is None


# Stopping


@pytest.mark.parametrize("ending", [Kind.ADVICE_RECORDED, Kind.ADVICE_WITHDRAWN, Kind.REQUEST_WITHDRAWN])
def test_the_ladder_stops_at_once_with_the_advice_or_when_nobody_wants_it(ending: Kind) -> None:
    facts = [raised("chase", date(2026, 12, 15)), fact(ending, date(2026, 12, 16))]
    assert next_step(TORBAY, due_on=DUE, facts=facts) is None
    assert steps_to_raise(TORBAY, due_on=DUE, facts=facts, today=date(2027, 3, 1)) == ()
    assert states(*facts) == ["done"] + ["stopped"] * 5


def test_the_ladder_goes_on_when_the_advice_is_struck_out_again() -> None:
    recorded = fact(Kind.ADVICE_RECORDED, date(2026, 12, 16))
    struck_out = Fact(
        Kind.FACT_CORRECTED, date(2026, 12, 16), "advice-1", {"void": True}, "correction", 10**6, recorded.id
    )
    chase = next_step(TORBAY, due_on=DUE, facts=[struck_out, recorded])
    assert chase and chase.step.code == "chase"


# Missed days


def test_days_that_were_missed_are_caught_up_in_one_go() -> None:
    today = date(2027, 1, 5)
    due = steps_to_raise(TORBAY, due_on=DUE, facts=[], today=today)
    assert [(one.step.code, one.due_on) for one in due] == [
        ("chase", date(2026, 12, 15)),
        ("internal-chase", today),
        ("escalation-1", date(2026, 12, 28)),
    ]


# Go-live


def imported(on: date) -> Fact:
    return fact(Kind.ADVICE_IMPORTED, on, file="ab12")


def test_steps_due_before_the_import_are_listed_and_never_raised() -> None:
    facts = [imported(date(2026, 12, 20))]
    assert states(*facts, today=date(2026, 12, 29)) == [
        "before_go_live",
        "before_go_live",
        "due",
        "coming",
        "coming",
        "coming",
    ]
    due = steps_to_raise(TORBAY, due_on=DUE, facts=facts, today=date(2026, 12, 29))
    assert [one.step.code for one in due] == ["escalation-1"]


def test_steps_that_count_from_one_before_go_live_are_not_raised_either() -> None:
    facts = [imported(date(2027, 1, 4))]
    assert by_code(*facts)["health-outcome"].due_on == date(2027, 1, 25)
    assert states(*facts) == ["before_go_live"] * 6
    assert next_step(TORBAY, due_on=DUE, facts=facts) is None


def test_a_step_due_on_the_day_of_the_import_is_raised() -> None:
    assert states(imported(date(2026, 12, 15)))[0] == "coming"


def test_importing_again_does_not_move_the_go_live() -> None:
    again = [imported(date(2026, 12, 20)), imported(date(2026, 12, 1))]
    assert states(*again)[0] == "coming"


def test_a_person_starts_the_ladder_of_an_imported_request_at_a_step() -> None:
    started = fact(Kind.LADDER_STARTED, date(2027, 2, 1), step="escalation-1")
    steps = by_code(imported(date(2027, 1, 30)), started, today=date(2027, 2, 1))
    assert [one.state.value for one in steps.values()] == [
        "skipped",
        "skipped",
        "due",
        "coming",
        "coming",
        "coming",
    ]
    assert steps["escalation-1"].due_on == date(2027, 2, 1)
    assert steps["dco-response"].due_on == date(2027, 2, 4)
    assert steps["chase"].due_on == date(2026, 12, 15)


def test_a_ladder_started_at_the_chase_goes_no_further_back_than_its_start() -> None:
    started = fact(Kind.LADDER_STARTED, date(2027, 2, 1), step="chase")
    assert by_code(imported(date(2027, 1, 30)), started)["escalation-1"].due_on == date(2027, 2, 1)


def test_a_step_that_counts_from_a_skipped_one_counts_from_the_start() -> None:
    started = fact(Kind.LADDER_STARTED, date(2027, 2, 1), step="dco-response")
    steps = by_code(imported(date(2027, 1, 30)), started)
    assert (steps["dco-response"].due_on, steps["dco-unresolved"].due_on) == (
        date(2027, 2, 1),
        date(2027, 2, 15),
    )


def test_what_was_done_before_the_start_stays_done() -> None:
    letter = raised("escalation-1", date(2027, 1, 20))
    started = fact(Kind.LADDER_STARTED, date(2027, 2, 1), step="dco-response")
    steps = by_code(letter, started)
    assert steps["escalation-1"].state is StepState.DONE
    assert steps["dco-unresolved"].due_on == date(2027, 2, 3)


def test_the_ladder_may_be_started_again_higher_up() -> None:
    first = fact(Kind.LADDER_STARTED, date(2027, 2, 1), step="chase")
    second = fact(Kind.LADDER_STARTED, date(2027, 2, 3), step="dco-unresolved")
    assert by_code(second, first)["dco-unresolved"].due_on == date(2027, 2, 3)
    assert by_code(first, second)["chase"].state is StepState.SKIPPED


def test_a_start_at_a_step_this_ladder_does_not_have_starts_nothing() -> None:
    facts = [imported(date(2027, 1, 4)), fact(Kind.LADDER_STARTED, date(2027, 2, 1), step="elsewhere")]
    assert next_step(TORBAY, due_on=DUE, facts=facts) is None


# Reminders


def test_a_reminder_goes_out_two_weeks_and_one_week_before_the_due_date() -> None:
    assert [one.due_on for one in remind(REMINDERS, due_on=DUE)] == [date(2026, 11, 30), date(2026, 12, 7)]


def test_a_reminder_is_raised_once() -> None:
    sent = fact(Kind.REMINDER_RAISED, date(2026, 11, 30), step="two-weeks", due_on="2026-11-30")
    today = date(2026, 12, 1)
    assert [one.state.value for one in remind(REMINDERS, due_on=DUE, facts=[sent], today=today)] == [
        "done",
        "coming",
    ]
    assert reminders_to_raise(REMINDERS, due_on=DUE, facts=[sent], today=today) == ()
    assert [
        one.reminder.code for one in reminders_to_raise(REMINDERS, due_on=DUE, facts=[], today=today)
    ] == ["two-weeks"]
    following = next_reminder(REMINDERS, due_on=DUE, facts=[sent])
    assert following and following.reminder.code == "one-week"


def test_a_reminder_due_before_the_import_is_never_sent() -> None:
    facts = [imported(date(2026, 12, 1))]
    assert [one.state.value for one in remind(REMINDERS, due_on=DUE, facts=facts)] == [
        "before_go_live",
        "coming",
    ]


def test_no_reminder_follows_the_advice() -> None:
    facts = [fact(Kind.ADVICE_RECORDED, date(2026, 11, 20))]
    assert next_reminder(REMINDERS, due_on=DUE, facts=facts) is None
    assert [one.state.value for one in remind(REMINDERS, due_on=DUE, facts=facts)] == ["stopped", "stopped"]


# Whatever the facts


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
    due = steps_to_raise(TORBAY, due_on=DUE, facts=facts, today=today)
    told = facts + [raised(one.step.code, today, one.due_on) for one in due]
    assert steps_to_raise(TORBAY, due_on=DUE, facts=told, today=today) == ()


@given(anything_told, days_around)
def test_a_step_that_was_raised_is_never_raised_again(facts: list[Fact], today: date) -> None:
    already = {one.details["step"] for one in facts if one.kind == Kind.STEP_RAISED}
    due = steps_to_raise(TORBAY, due_on=DUE, facts=facts, today=today)
    assert already.isdisjoint(one.step.code for one in due)


@given(anything_told, days_around)
def test_nothing_is_raised_once_the_advice_is_here(facts: list[Fact], today: date) -> None:
    told = [*facts, fact(Kind.ADVICE_RECORDED, today)]
    assert steps_to_raise(TORBAY, due_on=DUE, facts=told, today=today) == ()
    assert next_step(TORBAY, due_on=DUE, facts=told) is None


@given(st.lists(st.integers(1, 20), max_size=12))
def test_ticks_missed_or_not_every_step_is_raised_exactly_once(gaps: list[int]) -> None:
    facts: list[Fact] = []
    today = DUE
    for gap in [*gaps, 150, 150, 150, 150]:
        today += timedelta(days=gap)
        due = steps_to_raise(TORBAY, due_on=DUE, facts=facts, today=today)
        facts += [raised(one.step.code, today, one.due_on) for one in due]
    assert sorted(one.details["step"] for one in facts) == sorted(CODES)


@given(anything_told, days_around)
def test_what_is_raised_is_never_before_its_date_and_never_before_go_live(
    facts: list[Fact], today: date
) -> None:
    live = [one.happened_on for one in facts if one.kind == Kind.ADVICE_IMPORTED]
    started = any(one.kind == Kind.LADDER_STARTED for one in facts)
    for one in steps_to_raise(TORBAY, due_on=DUE, facts=facts, today=today):
        assert one.due_on <= one.send_on <= today
        assert is_working_day(one.send_on)
        assert started or not live or one.due_on >= min(live)


def test_an_offset_reads_as_part_of_the_ladder_in_words() -> None:
    assert [str(one.offset) for one in TORBAY.steps[:3]] == ["1 day", "the same day", "2 weeks"]
    assert TORBAY.steps[2].response == Offset(working_days=3)
