"""The words of a letter: merge fields filled once, gaps refused, no particulars of a child."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.letters import (
    FIELDS,
    IDENTIFYING,
    Wording,
    merged,
    paragraphs,
    previewed,
    problems,
)
from goldenthread.rules.refusals import Refused

LETTER = Wording("{service}: {reference}", "Dear {recipient}\n\nBecause {reason}.\nBy {promised_on}.")
VALUES = {"service": "SLT", "reference": "EHC26-0001", "recipient": "AD Education"}


def test_fields_are_filled_in_subject_and_body() -> None:
    letter = merged(LETTER, {**VALUES, "reason": "staff were absent", "promised_on": "1 December 2026"})
    assert letter == Wording(
        "SLT: EHC26-0001", "Dear AD Education\n\nBecause staff were absent.\nBy 1 December 2026."
    )


def test_nothing_leaves_with_a_gap() -> None:
    with pytest.raises(
        Refused, match="the reason and the day on which the advice will be given is missing"
    ) as no:
        merged(LETTER, {**VALUES, "reason": " "})
    assert no.value.field == "reason"


def test_a_value_that_looks_like_a_field_is_only_words() -> None:
    assert merged(Wording("{reason}", "x"), {"reason": "{link}"}).subject == "{link}"


@pytest.mark.parametrize("typed", ["{link.__class__}", "{0}", "{reference!r:>99999}", "{link[0]}", "{}"])
def test_a_field_is_one_known_word_and_no_expression(typed: str) -> None:
    assert ["is not a merge field" in each for each in problems(typed)] == [True]


def test_what_a_person_must_say_is_asked_in_one_order() -> None:
    assert LETTER.answers == ("reason", "promised_on")
    assert Wording("{reference}", "{link}").answers == ()


def test_a_preview_shows_what_is_not_known_yet() -> None:
    assert previewed(LETTER, VALUES).body == (
        "Dear AD Education\n\nBecause [the reason].\nBy [the day on which the advice will be given]."
    )


@pytest.mark.parametrize("name", sorted(IDENTIFYING))
def test_no_field_names_a_child(name: str) -> None:
    assert name not in FIELDS
    assert ["particulars into mail" in each for each in problems(f"Dear {{{name}}}")] == [True]


def test_a_body_is_read_as_paragraphs_and_lines() -> None:
    assert paragraphs("\nDear all\n\n \t\nOne,\n two.\n\n\n") == [["Dear all"], ["One,", "two."]]


@given(st.text(alphabet="{}ab_ ", max_size=30))
def test_a_text_without_problems_can_be_filled(text: str) -> None:
    told = list(problems(text))
    names = set(FIELDS)
    if not told:
        merged(Wording(text, text), dict.fromkeys(names, "x"))
    else:
        assert "{" in text or "}" in text
