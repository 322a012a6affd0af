"""Advice has its three blocks for each need, and a history of contacts that can be true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.refusals import Refused
from goldenthread.rules.report import LONGEST, Contact, Need, check, problems

TODAY = date(2026, 11, 22)
NEED = Need("Understands few words", "An hour a week of therapy", "Follows a story in class")
SEEN = Contact("Amy Hext, therapist", 4, date(2025, 1, 9), date(2026, 10, 6))


def found(
    needs: list[Need], contacts: list[Contact], *, is_unseen: bool = False, today: date = TODAY
) -> list[str]:
    """The fields in which something is wrong."""
    return [each.field for each in problems(needs, contacts, is_unseen=is_unseen, today=today)]


def test_each_need_with_its_provision_and_difference_is_advice() -> None:
    assert found([NEED, NEED], [SEEN]) == []
    check([NEED], [SEEN], is_unseen=False, today=TODAY)


@pytest.mark.parametrize("block", ["need", "provision", "difference"])
def test_a_row_with_a_block_missing_or_too_long_or_saying_not_known_is_none(block: str) -> None:
    for words in (" ", "x" * (LONGEST + 1), "Not known to the service"):
        row = replace(NEED, **{block: words})
        assert found([NEED, row], [SEEN]) == [f"{block}_2"]
    assert found([replace(NEED, **{block: "x" * LONGEST})], [SEEN]) == []


def test_a_blank_row_counts_for_nothing_but_some_need_there_is() -> None:
    assert found([NEED, Need(" ", "\n", ""), NEED], [SEEN, Contact(" ")]) == []
    assert found([Need()], [SEEN]) == found([], [SEEN]) == ["need_1"]


def test_how_well_the_child_is_known_is_said_either_way_and_not_both() -> None:
    assert found([NEED], [Contact()]) == ["who_1"]
    assert found([NEED], [Contact()], is_unseen=True) == []
    assert found([NEED], [SEEN], is_unseen=True) == ["is_unseen"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"who": " "}, "who_1"),
        ({"times": None}, "times_1"),
        ({"times": 0}, "times_1"),
        ({"times": -3}, "times_1"),
        ({"times": 1}, "times_1"),
        ({"from_on": None}, "from_1"),
        ({"to_on": None}, "to_1"),
        ({"to_on": date(2025, 1, 8)}, "to_1"),
        ({"to_on": date(2026, 11, 23)}, "to_1"),
    ],
)
def test_a_contact_that_cannot_have_been_is_said_beside_its_field(
    wrong: dict[str, object], field: str
) -> None:
    assert found([NEED], [replace(SEEN, **wrong)]) == [field]  # type: ignore[arg-type]


def test_who_was_seen_once_was_seen_on_one_day() -> None:
    assert found([NEED], [replace(SEEN, times=1, to_on=SEEN.from_on)]) == []


def test_the_first_problem_is_refused_beside_its_field() -> None:
    with pytest.raises(Refused) as refused:
        check([NEED, Need("Cannot walk far")], [SEEN], is_unseen=False, today=TODAY)
    assert (refused.value.field, refused.value.sentence) == (
        "provision_2",
        "Enter the provision that is required as a result of need 2.",
    )


@given(st.integers(1, 999), st.integers(0, 9_000), st.integers(0, 9_000))
def test_no_contact_that_is_taken_ends_before_it_begins_or_after_today(
    times: int, first: int, last: int
) -> None:
    contact = Contact(
        "A therapist", times, TODAY - timedelta(days=first - 30), TODAY - timedelta(days=last - 30)
    )
    is_taken = not found([NEED], [contact])
    assert contact.from_on and contact.to_on
    can_be = contact.from_on <= contact.to_on <= TODAY and (times > 1 or first == last)
    assert is_taken == can_be
