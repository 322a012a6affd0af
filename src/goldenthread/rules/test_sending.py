"""What becomes of a letter: nothing ends in silence, nothing is tried for ever, a lost answer is no lost letter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.sending import (
    AGAIN,
    FOR_A_PERSON,
    PATIENCE,
    WAITING,
    Next,
    Outcome,
    State,
    after,
    outcome_of,
)

NOW = timedelta()


def test_a_letter_that_the_server_took_is_sent() -> None:
    assert after(Outcome.ACCEPTED, attempts=1, waited=PATIENCE) == Next(State.ACCEPTED)


def test_a_letter_that_the_server_refused_is_somebodys_to_act_on() -> None:
    assert after(Outcome.REFUSED, attempts=1, waited=NOW) == Next(State.FAILED)
    assert State.FAILED in FOR_A_PERSON


def test_a_letter_whose_answer_was_lost_is_not_certain_and_tried_again() -> None:
    assert after(Outcome.LOST, attempts=1, waited=NOW) == Next(State.UNKNOWN, AGAIN)


def test_a_server_that_puts_off_is_asked_again_ever_more_seldom() -> None:
    waits = [after(Outcome.LATER, attempts=each, waited=NOW).wait for each in range(1, 8)]
    assert [each.total_seconds() / 60 for each in waits if each] == [1, 5, 15, 60, 240, 240, 240]


@pytest.mark.parametrize("outcome", [Outcome.LATER, Outcome.LOST])
def test_after_three_days_it_is_not_tried_again(outcome: Outcome) -> None:
    assert after(outcome, attempts=30, waited=PATIENCE) == Next(State.FAILED)


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (250, Outcome.ACCEPTED),
        (421, Outcome.LATER),
        (451, Outcome.LATER),
        (550, Outcome.REFUSED),
        (0, Outcome.LATER),
    ],
)
def test_the_first_digit_of_a_reply_says_what_it_means(code: int, outcome: Outcome) -> None:
    assert outcome_of(code) is outcome


@given(st.sampled_from(Outcome), st.integers(1, 500), st.timedeltas(NOW, timedelta(days=9)))
def test_every_attempt_ends_sent_or_with_a_person_or_with_another_attempt(
    outcome: Outcome, attempts: int, waited: timedelta
) -> None:
    following = after(outcome, attempts=attempts, waited=waited)
    assert (following.wait is None) == (following.state in {State.ACCEPTED, *FOR_A_PERSON})


def test_every_state_says_what_it_is_and_what_it_means() -> None:
    assert all(each.label and each.words.endswith(".") for each in State)
    assert set(State) > WAITING
