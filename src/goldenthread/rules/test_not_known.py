"""The not-known route: each of its facts has somebody do something next, by a day, and none of them ends a request."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.liveness import NextAction, next_action
from goldenthread.rules.not_known import KINDS, STAGES, Answer, Decision, Outcome, Stage, is_advice, route
from goldenthread.rules.test_escalation_always import anything_told, days_around
from goldenthread.rules.test_escalation_examples import DUE, TORBAY, fact, raised

SAID, THEN = date(2026, 11, 5), date(2026, 11, 9)


def said(answer: str = "not-known", on: date = SAID) -> Fact:
    return fact(Kind.ADVICE_ROUTED, on, answer=answer)


def referred(on: date = THEN) -> Fact:
    return fact(Kind.ADVICE_REFERRED, on, referral="referral-1", service="ot")


def answered(outcome: str, on: date = THEN, by: str | None = None) -> Fact:
    return fact(
        Kind.REFERRAL_ANSWERED, on, referral="referral-1", service="ot", outcome=outcome, advice_by=by
    )


def decided(decision: str, by: str | None = None, on: date = THEN) -> Fact:
    return fact(Kind.ROUTE_DECIDED, on, decision=decision, service="ot", advice_by=by)


def stands(*facts: Fact) -> tuple[Stage, str, date, str]:
    found = route(facts)
    assert found
    return found.stage, found.who, found.on, found.service


def test_a_request_of_which_nobody_said_so_is_on_no_route() -> None:
    assert route([fact(Kind.ADVICE_ACKNOWLEDGED, SAID)]) is None
    assert route([referred(), answered("not-accepted")]) is None


@pytest.mark.parametrize("answer", list(Answer))
def test_what_the_service_said_is_for_the_spoc_to_route_within_two_working_days(answer: Answer) -> None:
    assert stands(said(answer)) == (Stage.TO_CHOOSE, "spoc", date(2026, 11, 9), "")
    found = route([said(answer)])
    assert found and (found.answer, found.since_on) == (answer, SAID)


def test_a_referral_is_answered_by_the_service_it_was_made_to_within_five_working_days() -> None:
    assert stands(said(), referred()) == (Stage.REFERRED, "service", date(2026, 11, 16), "ot")


def test_a_referral_that_is_accepted_has_its_advice_by_the_day_that_was_promised() -> None:
    assert stands(said(), referred(), answered("accepted", by="2026-12-01")) == (
        Stage.PROMISED,
        "service",
        date(2026, 12, 1),
        "ot",
    )


@pytest.mark.parametrize("outcome", [Outcome.NOT_ACCEPTED, Outcome.INFORMATION])
def test_another_outcome_gives_the_request_back_to_the_spoc_on_the_same_route(outcome: Outcome) -> None:
    found = route([said(), referred(), answered(outcome)])
    assert found and (found.stage, found.since_on, found.on) == (Stage.TO_CHOOSE, SAID, date(2026, 11, 11))


def test_what_is_passed_to_the_designated_officer_is_decided_within_five_working_days() -> None:
    passed = said(), fact(Kind.DECISION_REQUESTED, THEN)
    assert stands(*passed) == (Stage.TO_DECIDE, "dco-office", date(2026, 11, 16), "")
    gives = decided(Decision.GIVE_ADVICE, "2026-12-01")
    assert stands(*passed, gives) == (Stage.PROMISED, "service", date(2026, 12, 1), "ot")
    refers = decided(Decision.REFER)
    assert stands(*passed, refers) == (Stage.TO_REFER, "spoc", date(2026, 11, 11), "ot")


def test_saying_so_again_keeps_the_day_of_the_first_word() -> None:
    found = route([said(), said("waiting-list", THEN)])
    assert found and (found.answer, found.since_on) == (Answer.WAITING_LIST, SAID)


def test_every_stage_is_said_in_words() -> None:
    assert set(STAGES) == set(Stage)
    assert {each.label for each in (*Answer, *Outcome, *Decision, *Stage)}


def turn(*facts: Fact, today: date) -> NextAction:
    found = next_action(TORBAY, due_on=DUE, facts=facts, today=today)
    assert found
    return found


def test_the_route_says_whose_turn_it_is_until_the_advice_is_late() -> None:
    assert turn(said(), today=SAID).who == "spoc"
    assert turn(said(), referred(), today=THEN).service == "ot"


def test_the_ladder_goes_on_beside_the_route_and_what_was_due_first_comes_first() -> None:
    assert turn(said(), today=DUE + timedelta(days=1)).action == "Take the step “chase”"
    chased = [raised(code, DUE + timedelta(days=1)) for code in ("chase", "internal-chase")]
    promised = [said(), referred(), answered("accepted", by="2027-02-01")]
    late = turn(*promised, *chased, today=date(2026, 12, 18))
    assert late.action == "Give the late advice before the step “escalation-1”"
    assert turn(said(), *chased, today=date(2026, 12, 18)).on == date(2026, 11, 9)


def test_advice_that_came_ends_the_route_with_the_request() -> None:
    facts = [said(), fact(Kind.ADVICE_RECORDED, THEN)]
    assert next_action(TORBAY, due_on=DUE, facts=facts, today=THEN) is None


on_the_route = st.lists(
    st.one_of(
        st.builds(said, st.sampled_from(Answer), days_around),
        st.builds(referred, days_around),
        st.builds(answered, st.just("accepted"), days_around, st.just("2026-12-30")),
        st.builds(answered, st.sampled_from(["not-accepted", "information"]), days_around),
        st.builds(lambda on: fact(Kind.DECISION_REQUESTED, on), days_around),
        st.builds(decided, st.just("give-advice"), st.just("2026-12-30"), days_around),
        st.builds(decided, st.just("refer"), st.none(), days_around),
    ),
    max_size=8,
)


@given(on_the_route, anything_told, days_around, st.randoms())
def test_no_fact_of_the_route_ends_a_request_or_leaves_it_to_nobody(
    route_facts: list[Fact], others: list[Fact], today: date, random: Any
) -> None:
    facts = [*route_facts, *others]
    found = next_action(TORBAY, due_on=DUE, facts=facts, today=today)
    assert (found is None) is any(one.kind == Kind.ADVICE_RECORDED for one in others)
    assert found is None or (found.who and found.action and found.on)
    assert found == next_action(TORBAY, due_on=DUE, facts=random.sample(facts, len(facts)), today=today)


@given(on_the_route)
def test_a_route_once_open_stays_open(facts: list[Fact]) -> None:
    told = sorted(facts, key=lambda one: (one.happened_on, one.sequence))
    standing = [route(told[:number]) is not None for number in range(len(told) + 1)]
    assert all(after or not before for before, after in pairwise(standing))
    assert standing[-1] is any(one.kind == Kind.ADVICE_ROUTED for one in facts)
    assert set(KINDS) >= {one.kind for one in facts}


@pytest.mark.parametrize(
    "title",
    [
        "Not known",
        "not known to the service",
        "The child is not known to us.",
        "Unknown to this team",
        "NIL RETURN",
        "Child on our waiting list",
        "Waiting list",
        "Young person is not yet open to our service",
        "No record",
    ],
)
def test_a_title_that_says_only_that_the_child_is_not_known_is_no_advice(title: str) -> None:
    assert not is_advice(title)


@pytest.mark.parametrize(
    "title",
    ["", "Advice", "Speech and language therapy advice", "Not known allergies and epilepsy: advice", "Wait"],
)
def test_every_other_title_is_advice(title: str) -> None:
    assert is_advice(title)
