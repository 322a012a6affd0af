"""Which clocks a case runs: from whose receipt, until when, and what never moves them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.clocks import Claim, Clock, clocks
from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.regime import NAMES

RECEIVED = date(2026, 11, 2)
REQUEST, SLT, OT = "request-of-amira", "advice-of-slt", "advice-of-ot"


def fact(kind: Kind, on: date, about: str = REQUEST, *, sequence: int = 0, **details: object) -> Fact:
    return Fact(kind, on, about, details, id=f"{kind}-{about}-{on}-{sequence}", sequence=sequence, by="asha")


def received(on: date = RECEIVED) -> Fact:
    return fact(Kind.REQUEST_RECEIVED, on, source="council", named=["slt", "ot"])


def sought(about: str = SLT, on: date = RECEIVED + timedelta(days=2)) -> Fact:
    return fact(
        Kind.ADVICE_SOUGHT, on, about, request=REQUEST, service="slt", received_on=RECEIVED.isoformat()
    )


def only(*facts: Fact) -> Clock:
    [clock] = clocks(facts)
    return clock


def test_a_case_without_a_request_runs_no_clock() -> None:
    assert clocks([]) == ()
    assert clocks([received()]) == ()


def test_the_health_clock_starts_when_the_single_point_of_contact_receives_the_request() -> None:
    clock = only(received(), sought())

    assert clock == Clock("advice", SLT, RECEIVED, date(2026, 12, 14), date(2026, 12, 13), None, None, ())


def test_every_body_that_is_asked_has_its_own_clock_from_the_same_day() -> None:
    both = clocks([received(), sought(SLT), sought(OT, RECEIVED + timedelta(days=30))])

    assert [(clock.about, clock.starts_on, clock.due_on) for clock in both] == [
        (SLT, RECEIVED, date(2026, 12, 14)),
        (OT, RECEIVED, date(2026, 12, 14)),
    ]


def test_a_teams_own_receipt_moves_nothing() -> None:
    before = only(received(), sought())

    assert only(received(), sought(), fact(Kind.ADVICE_ACKNOWLEDGED, date(2026, 11, 20), SLT)) == before


@given(
    st.dates(RECEIVED, date(2027, 6, 1)), st.sampled_from(["exceptional-circumstances", "absent-from-area"])
)
def test_an_exemption_never_moves_a_date(claimed_on: date, ground: str) -> None:
    before = only(received(), sought())
    after = only(received(), sought(), fact(Kind.ADVICE_EXCUSED, claimed_on, SLT, ground=ground))

    assert (after.starts_on, after.due_on, after.act_by) == (before.starts_on, before.due_on, before.act_by)
    assert after.claims == (Claim(ground, claimed_on, "asha"),)


def test_several_claims_on_one_clock_are_all_kept_in_order() -> None:
    claims = only(
        received(),
        sought(),
        fact(Kind.ADVICE_EXCUSED, date(2026, 12, 1), SLT, ground="absent-from-area"),
        fact(Kind.ADVICE_EXCUSED, date(2026, 11, 20), SLT, ground="missed-appointment"),
    ).claims

    assert [claim.ground for claim in claims] == ["missed-appointment", "absent-from-area"]


def test_a_clock_is_met_on_the_first_day_that_advice_was_received() -> None:
    clock = only(
        received(),
        sought(),
        fact(Kind.ADVICE_RECORDED, date(2026, 12, 20), SLT, report=None, joint=False),
        fact(Kind.ADVICE_RECORDED, date(2026, 12, 10), SLT, report=None, joint=False),
    )

    assert clock.met_on == date(2026, 12, 10)


def test_advice_of_another_service_meets_nothing_here() -> None:
    slt, ot = clocks([received(), sought(SLT), sought(OT), fact(Kind.ADVICE_RECORDED, date(2026, 12, 1), OT)])

    assert (slt.met_on, ot.met_on) == (None, date(2026, 12, 1))


@pytest.mark.parametrize("kind_about", [(Kind.ADVICE_WITHDRAWN, SLT), (Kind.REQUEST_WITHDRAWN, REQUEST)])
def test_a_withdrawal_ends_the_clock(kind_about: tuple[Kind, str]) -> None:
    kind, about = kind_about

    assert only(received(), sought(), fact(kind, date(2026, 11, 30), about)).ended_on == date(2026, 11, 30)


def test_the_earlier_of_two_withdrawals_ends_the_clock() -> None:
    clock = only(
        received(),
        sought(),
        fact(Kind.ADVICE_WITHDRAWN, date(2026, 12, 1), SLT),
        fact(Kind.REQUEST_WITHDRAWN, date(2026, 11, 30)),
    )

    assert clock.ended_on == date(2026, 11, 30)


def test_a_clock_that_was_met_is_not_ended_by_a_later_withdrawal() -> None:
    clock = only(
        received(),
        sought(),
        fact(Kind.ADVICE_RECORDED, date(2026, 12, 1), SLT),
        fact(Kind.REQUEST_WITHDRAWN, date(2026, 12, 10)),
    )

    assert (clock.met_on, clock.ended_on) == (date(2026, 12, 1), None)


def test_advice_that_comes_after_the_withdrawal_leaves_both_dates() -> None:
    clock = only(
        received(),
        sought(),
        fact(Kind.REQUEST_WITHDRAWN, date(2026, 11, 30)),
        fact(Kind.ADVICE_RECORDED, date(2026, 12, 1), SLT),
    )

    assert (clock.met_on, clock.ended_on) == (date(2026, 12, 1), date(2026, 11, 30))


def test_a_corrected_receipt_moves_the_clock_as_if_it_had_been_right_from_the_start() -> None:
    receipt = received()
    correction = Fact(
        Kind.FACT_CORRECTED,
        date(2026, 11, 5),
        REQUEST,
        {"void": False},
        id="c",
        sequence=9,
        corrects=receipt.id,
    )

    assert only(receipt, sought(), correction).due_on == date(2026, 12, 17)


def test_a_request_whose_receipt_was_struck_out_runs_no_clock_until_it_is_put_back() -> None:
    receipt = received(RECEIVED)
    void = Fact(
        Kind.FACT_CORRECTED, RECEIVED, REQUEST, {"void": True}, id="c", sequence=9, corrects=receipt.id
    )
    back = Fact(
        Kind.FACT_CORRECTED, RECEIVED, REQUEST, {"void": False}, id="d", sequence=10, corrects=receipt.id
    )

    assert clocks([receipt, sought(), void]) == ()
    assert only(receipt, sought(), void, back).starts_on == RECEIVED


def test_a_receipt_that_was_never_written_is_the_one_that_the_request_for_advice_states() -> None:
    assert only(sought()).starts_on == RECEIVED


def test_a_request_for_advice_that_states_no_receipt_counts_from_its_own_day() -> None:
    bare = fact(Kind.ADVICE_SOUGHT, date(2026, 11, 4), SLT, request=REQUEST, service="slt")

    assert only(bare).starts_on == date(2026, 11, 4)


def test_advice_sought_twice_under_one_request_runs_one_clock() -> None:
    assert len(clocks([received(), sought(), sought(on=RECEIVED + timedelta(days=9))])) == 1


def test_the_councils_clocks_run_from_the_familys_request() -> None:
    running = clocks([fact(Kind.ASSESSMENT_REQUESTED, date(2025, 4, 2))])

    assert [(clock.limit, clock.due_on) for clock in running] == [
        ("decision-to-assess", date(2025, 5, 14)),
        ("decision-not-to-issue", date(2025, 7, 23)),
        ("final-plan", date(2025, 8, 20)),
    ]


def test_the_councils_clocks_end_when_the_request_is_withdrawn() -> None:
    running = clocks(
        [fact(Kind.ASSESSMENT_REQUESTED, date(2025, 4, 2)), fact(Kind.REQUEST_WITHDRAWN, date(2025, 4, 30))]
    )

    assert {clock.ended_on for clock in running} == {date(2025, 4, 30)}


@given(st.randoms(use_true_random=False))
def test_the_order_in_which_facts_are_read_changes_no_clock(chance: object) -> None:
    history = [
        fact(Kind.ASSESSMENT_REQUESTED, RECEIVED, sequence=1),
        fact(Kind.REQUEST_RECEIVED, RECEIVED, sequence=2),
        fact(Kind.ADVICE_SOUGHT, RECEIVED, SLT, sequence=3, request=REQUEST),
        fact(Kind.ADVICE_SOUGHT, RECEIVED, OT, sequence=4, request=REQUEST),
        fact(Kind.ADVICE_EXCUSED, date(2026, 12, 1), OT, sequence=5, ground="absent-from-area"),
        fact(Kind.ADVICE_RECORDED, date(2026, 12, 9), SLT, sequence=6),
    ]
    shuffled = [*history]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert clocks(shuffled) == clocks(history)


def test_every_clock_is_of_a_known_limit() -> None:
    running = clocks([fact(Kind.ASSESSMENT_REQUESTED, RECEIVED), received(), sought()])

    assert {clock.limit for clock in running} <= set(NAMES)
