"""The ladder: Torbay's steps on their worked dates, and what never happens whatever the facts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goldenthread.rules.escalation import (
    DueStep,
    Offset,
    StepState,
    forecast,
    ladder_from,
    next_step,
)
from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.test_escalation_examples import (
    CODES,
    DUE,
    RECEIVED,
    TORBAY,
    fact,
    imported,
    raised,
    step,
    ticked,
)


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


def test_a_step_sent_on_the_working_day_after_its_bank_holiday_moves_nothing_that_counts_from_it() -> None:
    told = by_code(raised("escalation-1", date(2026, 12, 29), due_on=date(2026, 12, 28)))
    assert told["escalation-1"].done_on == date(2026, 12, 29)
    assert told["escalation-1"].respond_by == told["dco-response"].due_on == date(2026, 12, 31)
    assert (told["dco-unresolved"].due_on, told["health-outcome"].due_on) == (
        date(2027, 1, 11),
        date(2027, 1, 25),
    )


def test_the_whole_ladder_of_s1_60_keeps_its_dates_as_it_is_lived() -> None:
    facts: list[Fact] = []
    for day in (DUE + timedelta(days=number) for number in range(60)):
        facts += ticked(facts, day)
    assert [(one.details["step"], one.happened_on) for one in facts] == [
        (one.step.code, one.send_on) for one in forecast(TORBAY, due_on=DUE)
    ]


def test_a_step_on_the_day_is_sent_on_its_date_though_that_is_a_bank_holiday() -> None:
    row = step("letter", "due", {"weeks": 2}, on_the_day=True)
    (letter,) = forecast(ladder_from({"ladder": {"step": [row]}}), due_on=DUE, today=date(2026, 12, 28))
    assert (letter.due_on, letter.send_on, letter.state) == (
        date(2026, 12, 28),
        date(2026, 12, 28),
        StepState.DUE,
    )


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
    assert ticked(facts, date(2027, 3, 1)) == []
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
    assert [(one.details["step"], one.details["due_on"]) for one in ticked([], today)] == [
        ("chase", "2026-12-15"),
        ("escalation-1", "2026-12-28"),
        ("internal-chase", "2027-01-05"),
    ]


# Go-live


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
    assert [one.details["step"] for one in ticked(facts, date(2026, 12, 29))] == ["escalation-1"]


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


def test_an_offset_reads_as_part_of_the_ladder_in_words() -> None:
    assert [str(one.offset) for one in TORBAY.steps[:3]] == ["1 day", "the same day", "2 weeks"]
    assert TORBAY.steps[2].response == Offset(working_days=3)
