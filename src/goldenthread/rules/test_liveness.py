"""An open request for advice always has one next actor, one action and one date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.escalation import ladder_from
from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.liveness import NextAction, next_action
from goldenthread.rules.test_escalation_always import anything_told, days_around
from goldenthread.rules.test_escalation_examples import (
    CODES,
    DUE,
    RECEIVED,
    TORBAY,
    fact,
    imported,
    raised,
    step,
)


def turn(*facts: Fact, today: date = RECEIVED) -> tuple[str, str, date] | None:
    sought = fact(Kind.ADVICE_SOUGHT, RECEIVED, request="request-1")
    found = next_action(TORBAY, due_on=DUE, facts=[sought, *facts], today=today)
    return (found.who, found.action, found.on) if found else None


def test_a_service_that_was_asked_acknowledges_within_five_working_days() -> None:
    assert turn() == ("service", "Acknowledge the request", date(2026, 11, 9))


def test_a_service_that_acknowledged_gives_its_advice_by_the_due_date() -> None:
    assert turn(fact(Kind.ADVICE_ACKNOWLEDGED, RECEIVED)) == ("service", "Give the advice", DUE)


def test_a_service_whose_request_came_without_a_trace_gives_its_advice_by_the_due_date() -> None:
    assert next_action(TORBAY, due_on=DUE, facts=[], today=RECEIVED) == NextAction(
        "service", "Give the advice", DUE
    )


def test_a_step_that_is_due_is_taken_by_its_sender() -> None:
    assert turn(today=date(2026, 12, 15)) == ("a", "Take the step “chase”", date(2026, 12, 15))


def test_between_two_steps_the_service_still_owes_its_advice() -> None:
    chased = [raised("chase", date(2026, 12, 15)), raised("internal-chase", date(2026, 12, 15))]
    assert turn(*chased, today=date(2026, 12, 18)) == (
        "service",
        "Give the late advice before the step “escalation-1”",
        date(2026, 12, 29),
    )


def test_a_letter_is_answered_by_its_recipient_within_its_response_time() -> None:
    facts = [raised(code, date(2026, 12, 29)) for code in CODES[:3]]
    assert turn(*facts, today=date(2026, 12, 30)) == ("b", "Answer the step “escalation-1”", date(2027, 1, 4))


def test_a_late_request_that_was_imported_has_its_ladder_started_by_hand() -> None:
    who, action, on = turn(imported(date(2027, 1, 30)), today=date(2027, 2, 2)) or ("", "", DUE)
    assert (who, on) == ("spoc", date(2027, 2, 1))
    assert action.startswith("Start the escalation ladder by hand")


def test_at_the_end_of_the_ladder_its_last_sender_decides_and_is_asked_every_week() -> None:
    facts = [raised(code, date(2027, 1, 25)) for code in CODES]
    decide = "Say when the advice will come or that it will not; reviewed every week"
    assert turn(*facts, today=date(2027, 1, 25)) == ("a", decide, date(2027, 2, 1))
    assert turn(*facts, today=date(2027, 2, 1)) == ("a", decide, date(2027, 2, 1))
    assert turn(*facts, today=date(2027, 2, 2)) == ("a", decide, date(2027, 2, 8))


def answered(on: date, promised_on: date | None, step: str = CODES[-1]) -> Fact:
    """Health's own answer: a day, or that no advice comes."""
    kind = "promised" if promised_on else "not-provided"
    day = promised_on.isoformat() if promised_on else None
    return fact(
        Kind.ESCALATION_ANSWERED,
        on,
        answer=kind,
        step=step,
        promised_on=day,
        reason="capacity",
        decided_by=[],
    )


CLIMBED = [raised(code, date(2027, 1, 25)) for code in CODES]


def test_advice_that_was_promised_is_given_by_the_service_on_its_day() -> None:
    promise = answered(date(2027, 1, 26), date(2027, 2, 12))
    assert turn(*CLIMBED, promise, today=date(2027, 2, 12)) == (
        "service",
        "Give the advice as promised",
        date(2027, 2, 12),
    )


def test_a_promise_that_was_not_kept_is_answered_for_by_whoever_made_it_from_the_next_working_day() -> None:
    promise = answered(date(2027, 1, 26), date(2027, 2, 12))
    anew = "Say anew when the advice will come: it was promised by 12 February 2027"
    for today in (date(2027, 2, 13), date(2027, 5, 1)):
        assert turn(*CLIMBED, promise, today=today) == ("a", anew, date(2027, 2, 15))


def test_advice_that_health_will_not_give_is_for_whoever_was_told_so() -> None:
    who, action, on = turn(*CLIMBED, answered(date(2027, 1, 26), None), today=date(2027, 1, 27)) or (
        "",
        "",
        DUE,
    )
    assert (who, on) == ("b", date(2027, 2, 2))
    assert action.startswith("Decide what becomes of the request")


def test_a_promise_taken_back_and_a_refusal_insisted_on_are_answered_anew_by_whoever_answered() -> None:
    taken = fact(Kind.PROMISE_CHANGED, date(2027, 1, 27), step=CODES[-1], promised_on=None, reason="capacity")
    insisted = fact(Kind.ADVICE_INSISTED, date(2027, 1, 27), step=CODES[-1])
    for before, after, why in (
        (date(2027, 2, 12), taken, "the promise was taken back"),
        (None, insisted, "the council still asks for it"),
    ):
        found = turn(*CLIMBED, answered(date(2027, 1, 26), before), after, today=date(2027, 1, 28))
        assert found == ("a", f"Say anew when the advice will come: {why}", date(2027, 2, 3))


def test_an_answer_by_a_step_that_the_ladder_does_not_have_is_seen_to_by_the_spoc() -> None:
    for promised_on in (None, date(2027, 2, 12)):
        gone = answered(date(2027, 1, 26), promised_on, "gone")
        found = turn(*CLIMBED, gone, today=date(2027, 3, 1))
        assert found and found[0] == "spoc"


def test_a_step_that_comes_before_the_promised_day_is_still_ahead() -> None:
    promise = answered(date(2026, 12, 16), date(2027, 2, 12))
    chased = [raised(code, date(2026, 12, 15)) for code in CODES[:2]]
    found = turn(*chased, promise, today=date(2026, 12, 17))
    assert found and found[1].startswith("Give the late advice before the step")


def test_an_answer_on_the_day_of_the_last_step_is_an_answer_to_it() -> None:
    promise = answered(date(2027, 1, 25), date(2027, 2, 12))
    found = turn(*CLIMBED, promise, today=date(2027, 1, 26))
    assert found and found[1] == "Give the advice as promised"


def test_a_step_that_was_taken_after_the_answer_comes_first_again() -> None:
    promise = answered(date(2027, 1, 20), date(2027, 2, 12))
    found = turn(*CLIMBED, promise, today=date(2027, 1, 26))
    assert found and found[1].startswith("Say when the advice will come or that it will not")


def test_a_ladder_whose_last_letter_awaits_an_answer_waits_for_its_recipient() -> None:
    short = ladder_from({"ladder": {"step": [step("letter", "due", {"days": 1}, response={"days": 3})]}})
    facts = [raised("letter", date(2026, 12, 15))]
    found = next_action(short, due_on=DUE, facts=facts, today=date(2027, 3, 1))
    assert found == NextAction(
        "b", "Answer the step “letter”", date(2026, 12, 18), answers="letter"
    )  # fmt: skip


def test_where_an_area_stops_its_ladder_for_an_explanation_the_spoc_keeps_asking() -> None:
    quiet = ladder_from(
        {"ladder": {"step": [step("chase", "due", {"days": 1}, stops=["LatenessExplained"])]}}
    )
    facts = [fact(Kind.LATENESS_EXPLAINED, DUE, cause="capacity")]
    found = next_action(quiet, due_on=DUE, facts=facts, today=date(2026, 12, 20))
    assert found and (found.who, found.on) == ("spoc", date(2026, 12, 21))


def test_nobody_has_anything_to_do_once_the_advice_is_here_or_not_wanted() -> None:
    assert turn(fact(Kind.ADVICE_RECORDED, RECEIVED)) is None
    assert turn(fact(Kind.ADVICE_WITHDRAWN, RECEIVED)) is None


@given(anything_told, days_around, st.randoms())
def test_an_open_request_is_never_without_somebody_whose_turn_it_is(
    facts: list[Fact], today: date, random: Any
) -> None:
    is_open = not any(one.kind == Kind.ADVICE_RECORDED for one in facts)
    found = next_action(TORBAY, due_on=DUE, facts=facts, today=today)
    assert (found is not None) is is_open
    assert found == next_action(TORBAY, due_on=DUE, facts=random.sample(facts, len(facts)), today=today)
    if found:
        assert found.who and found.action
        assert abs(found.on - DUE) < timedelta(days=400)


def test_a_letter_that_was_answered_waits_for_nobody_s_answer() -> None:
    facts = [raised(code, date(2026, 12, 29)) for code in CODES[:3]]
    done = fact(
        Kind.ESCALATION_ANSWERED, date(2026, 12, 30), answer="taken-up", step="escalation-1", promised_on=None,
        reason=None, decided_by=[],
    )  # fmt: skip
    found = turn(*facts, done, today=date(2026, 12, 30))
    assert found and found[1].startswith("Give the late advice before the step")
