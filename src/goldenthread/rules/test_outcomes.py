"""What is answered to an escalation: one of lists, so that it can be counted, and it never stops a clock."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.rules.clocks import clocks
from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.letters import ANSWERS
from goldenthread.rules.outcomes import (
    UNLISTED,
    Answer,
    Ground,
    Outcome,
    Said,
    answer,
    check,
    check_change,
    details,
    outcome,
    reasons,
    values,
)
from goldenthread.rules.refusals import Refused
from goldenthread.rules.sentences import sentence
from goldenthread.rules.stages import AdviceStage, advice_stage

A, B, DONE = ("promised_on", "reason"), ("reason", "decided_by"), ("action",)
ON, LATER = date(2027, 1, 25), date(2027, 2, 12)
LISTS: dict[str, Any] = {
    "causes": {"capacity": "Not enough staff"},
    "roles": {"head-camhs": "Head of CAMHS", "head-nursing": "Head of Nursing"},
}
PROMISE = Said(LATER, "capacity")
REFUSAL = Said(None, "not-required", ("head-camhs",), "Nothing has changed since the last report.")


def answered(told: Said, asked: tuple[str, ...], on: date = ON, sequence: int = 1) -> Fact:
    said = details(asked, told, step="health-outcome")
    return Fact(Kind.ESCALATION_ANSWERED, on, "advice-1", said, str(sequence), sequence)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (A, Answer.PROMISED),
        (B, Answer.NOT_PROVIDED),
        (("reason",), Answer.EXPLAINED),
        (DONE, Answer.TAKEN_UP),
    ],
)
def test_a_letter_is_told_by_what_it_asks_of_its_sender(asked: tuple[str, ...], expected: Answer) -> None:
    assert answer(asked) is expected


def test_a_reason_is_one_of_the_areas_causes_or_of_the_grounds_for_giving_no_advice() -> None:
    assert reasons(Answer.PROMISED, LISTS["causes"]) == LISTS["causes"]
    assert set(reasons(Answer.NOT_PROVIDED, LISTS["causes"])) == set(Ground)
    assert reasons(Answer.EXPLAINED, {}) == UNLISTED


def test_a_child_who_is_not_known_or_waits_is_no_ground_for_giving_no_advice() -> None:
    assert not {"not-known", "waiting-list"} & set(Ground)
    with pytest.raises(Refused, match="Choose a reason from the list"):
        check(B, Said(None, "not-known", ("head-camhs",), "No record"), **LISTS, on=ON)


@pytest.mark.parametrize(
    ("asked", "told", "sentence", "field"),
    [
        (A, Said(LATER), "Enter the reason.", "reason"),
        (
            A,
            Said(reason="capacity"),
            "Enter the day on which the advice will be given.",
            "promised_on",
        ),
        (A, Said(LATER, "the-weather"), "Choose a reason from the list.", "reason"),
        (A, Said(date(2027, 1, 24), "capacity"), "before 25 January 2027", "promised_on"),
        (A, Said(date(2028, 1, 27), "capacity"), "more than a year away", "promised_on"),
        (B, Said(None, "declined", (), "x"), "Enter who decided.", "decided_by"),
        (B, Said(None, "declined", ("queen",), "x"), "Choose who decided from the list.", "decided_by"),
        (B, Said(None, "declined", ("head-camhs",), " "), "Say in a sentence why", "words"),
        (DONE, Said(words="  "), "Enter what is being done.", "action"),
    ],
)
def test_what_is_missing_or_in_no_list_is_refused_beside_its_field(
    asked: tuple[str, ...], told: Said, sentence: str, field: str
) -> None:
    with pytest.raises(Refused, match=sentence) as no:
        check(asked, told, **LISTS, on=ON)
    assert no.value.field == field


@pytest.mark.parametrize("day", [ON, date(2028, 1, 26)])
def test_a_promise_may_be_for_the_same_day_or_a_year_ahead(day: date) -> None:
    check(A, Said(day, "capacity"), **LISTS, on=ON)


def test_the_letter_says_it_in_words_and_the_fact_in_codes() -> None:
    check(B, REFUSAL, **LISTS, on=ON)
    assert values(B, REFUSAL, **LISTS) == {
        "reason": "Advice of this service is not required for this child. Nothing has changed since the last report.",
        "decided_by": "Head of CAMHS",
    }
    assert details(B, REFUSAL, step="health-outcome") == {
        "answer": "not-provided",
        "step": "health-outcome",
        "promised_on": None,
        "reason": "not-required",
        "decided_by": ["head-camhs"],
    }
    assert values(A, PROMISE, **LISTS) == {"reason": "Not enough staff", "promised_on": "12 February 2027"}
    assert values(DONE, Said(words=" Asked. "), **LISTS) == {"action": "Asked."}


def test_no_word_that_was_typed_stands_in_the_fact() -> None:
    typed = Said(LATER, "capacity", ("head-camhs",), "Wren is ill")
    for asked in (A, B, DONE, ("reason",)):
        assert "Wren" not in str(details(asked, typed, step="x"))


def test_what_a_letter_does_not_ask_for_is_not_kept() -> None:
    kept = details(DONE, Said(LATER, "capacity", ("head-camhs",), "x"), step="dco-response")
    assert (kept["promised_on"], kept["reason"], kept["decided_by"]) == (None, None, [])


def test_the_last_answer_counts_and_an_officers_word_is_no_outcome() -> None:
    promise, refusal = answered(PROMISE, A), answered(REFUSAL, B, LATER, 2)
    taken_up = answered(Said(words="Asked"), DONE, date(2027, 3, 1), 3)
    assert outcome([taken_up]) is None
    assert outcome([refusal, promise, taken_up]) == Outcome(
        Answer.NOT_PROVIDED, LATER, "health-outcome", "not-required", None, ("head-camhs",)
    )
    assert outcome([promise]) == Outcome(Answer.PROMISED, ON, "health-outcome", "capacity", LATER)


@pytest.mark.parametrize(("today", "is_broken"), [(LATER, False), (date(2027, 2, 13), True)])
def test_a_promise_is_broken_from_the_day_after(today: date, is_broken: bool) -> None:
    found = outcome([answered(PROMISE, A)])
    assert found and found.is_broken(today) is is_broken
    refused = outcome([answered(REFUSAL, B)])
    assert refused and not refused.is_broken(today)


@pytest.mark.parametrize("fact", [answered(PROMISE, A), answered(REFUSAL, B)])
def test_neither_outcome_ends_the_request_or_moves_its_date(fact: Fact) -> None:
    asked = [
        Fact(Kind.REQUEST_RECEIVED, date(2026, 11, 2), "request-1"),
        Fact(Kind.ADVICE_SOUGHT, date(2026, 11, 2), "advice-1", {"request": "request-1"}),
    ]
    (clock,) = clocks([*asked, fact])
    assert (clock.met_on, clock.ended_on, clock.claims) == (None, None, ())
    assert clock.due_on == date(2026, 12, 14)
    assert advice_stage([*asked, fact], due_on=clock.due_on, today=LATER) is AdviceStage.LATE


def test_each_answer_is_said_on_the_timeline() -> None:
    names = {
        "advice-1": "SLT",
        "capacity": "Not enough staff",
        "head-camhs": "Head of CAMHS",
        "step": "Answer",
    }
    assert sentence(answered(PROMISE, A), names) == (
        "SLT will give its advice by 12 February 2027; it is late because: Not enough staff"
    )
    assert sentence(answered(REFUSAL, B), names) == (
        "SLT will not give its advice, as Head of CAMHS decided: advice of this service is not required for this "
        "child. The request stays open"
    )
    assert sentence(answered(Said(words="x"), DONE), names) == (
        "The escalation of SLT was answered (health outcome), and says what is being done"
    )
    assert sentence(answered(Said(reason="capacity"), ("reason",)), names) == (
        "The escalation of SLT was answered (health outcome): Not enough staff"
    )


def test_every_ground_has_words() -> None:
    assert all(ground.label for ground in Ground)
    assert set(ANSWERS) == {*A, *B, *DONE}


def changed(promised_on: date | None, on: date = date(2027, 1, 27), sequence: int = 5) -> Fact:
    day = promised_on.isoformat() if promised_on else None
    said = {"step": "health-outcome", "promised_on": day, "reason": "sign-off"}
    return Fact(Kind.PROMISE_CHANGED, on, "advice-1", said, str(sequence), sequence)


INSISTED = Fact(Kind.ADVICE_INSISTED, date(2027, 1, 28), "advice-1", {"step": "health-outcome"}, "9", 9)
FURTHER = date(2027, 3, 1)


def test_a_promise_that_was_moved_stands_with_its_new_day_and_reason() -> None:
    found = outcome([answered(PROMISE, A), changed(FURTHER)])
    assert found and (found.answer, found.promised_on, found.reason) == (Answer.PROMISED, FURTHER, "sign-off")


def test_a_promise_that_was_taken_back_is_none_until_health_answers_anew() -> None:
    found = outcome([answered(PROMISE, A), changed(None)])
    assert found and (found.answer, found.promised_on) == (Answer.TAKEN_BACK, None)
    assert outcome([answered(PROMISE, A), changed(None), changed(FURTHER, sequence=6)]) == found
    anew = outcome([answered(PROMISE, A), changed(None), answered(PROMISE, A, LATER, 8)])
    assert anew and anew.answer is Answer.PROMISED


def test_what_was_never_promised_is_not_changed() -> None:
    assert outcome([changed(FURTHER)]) is None
    refused = outcome([answered(REFUSAL, B)])
    assert outcome([answered(REFUSAL, B), changed(FURTHER)]) == refused


def test_a_refusal_on_which_the_council_insists_is_answered_anew() -> None:
    found = outcome([answered(REFUSAL, B), INSISTED])
    assert found and (found.answer, found.on, found.is_refusal) == (
        Answer.INSISTED,
        INSISTED.happened_on,
        False,
    )
    promised = outcome([answered(PROMISE, A), INSISTED])
    assert promised and promised.answer is Answer.PROMISED
    assert outcome([INSISTED]) is None


@pytest.mark.parametrize(
    ("standing", "promised_on", "reason", "sentence"),
    [
        (None, FURTHER, "capacity", "No promise stands"),
        (outcome([answered(REFUSAL, B)]), FURTHER, "capacity", "No promise stands"),
        (outcome([answered(PROMISE, A)]), LATER, "capacity", "12 February 2027 is promised already"),
        (outcome([answered(PROMISE, A)]), FURTHER, "bored", "Choose a reason"),
        (
            outcome([answered(PROMISE, A)]),
            date(2027, 1, 1),
            "capacity",
            "cannot be promised for a day before",
        ),
    ],
)
def test_a_change_of_a_promise_is_refused_in_a_sentence(
    standing: Outcome | None, promised_on: date, reason: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        check_change(standing, promised_on, reason=reason, causes=LISTS["causes"], on=ON)


def test_a_promise_whose_day_is_past_is_answered_anew_and_not_changed() -> None:
    standing = outcome([answered(PROMISE, A)])
    with pytest.raises(Refused, match="is past"):
        check_change(standing, FURTHER, reason="capacity", causes=LISTS["causes"], on=FURTHER)
    check_change(standing, None, reason="capacity", causes=LISTS["causes"], on=LATER)


def test_a_change_and_an_insistence_are_said_on_the_timeline() -> None:
    names = {"advice-1": "SLT", "sign-off": "the report waited to be signed"}
    assert sentence(changed(FURTHER), names) == (
        "The promise of SLT's advice was changed: it comes by 1 March 2027, because: the report waited to be signed"
    )
    assert sentence(changed(None), names) == (
        "The promise of SLT's advice was taken back, because: the report waited to be signed"
    )
    assert (
        sentence(INSISTED, names)
        == "The council still asks for the advice of SLT, which health will not give"
    )
