"""A hold is what was decided last, and moves no date of any clock."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.clocks import clocks
from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.rules.holds import Awaiting, Ending, Reason, check_until, holds
from goldenthread.rules.refusals import Refused

ON = date(2026, 11, 20)
WORDS = {"awaiting": "issue", "services": ["ot"], "reason": "not-here", "until": "2026-12-18"}
HISTORY = [
    Fact(Kind.ASSESSMENT_REQUESTED, date(2026, 8, 31), "r", {}, "1", 1),
    Fact(Kind.REQUEST_RECEIVED, date(2026, 9, 7), "r", {"source": "council", "named": []}, "2", 2),
    Fact(Kind.ADVICE_SOUGHT, date(2026, 9, 7), "a", {"service": "ot", "request": "r"}, "3", 3),
]


def held(on: date = ON, number: int = 4, **words: Any) -> Fact:
    return Fact(Kind.ISSUE_HELD, on, "r", {**WORDS, **words}, str(number), number)


def test_a_hold_says_what_waits_for_whom_why_and_until_when() -> None:
    hold = holds([held()])["r"]
    assert (hold.awaiting, hold.reason, hold.services) == (Awaiting.ISSUE, Reason.NOT_HERE, ("ot",))
    assert (hold.since_on, hold.decided_on, hold.until) == (ON, ON, date(2026, 12, 18))


def test_the_last_decision_counts_and_the_first_day_is_kept() -> None:
    later = held(date(2026, 12, 18), 5, until="2027-01-08", awaiting="draft")
    hold = holds([held(), later])["r"]
    assert (hold.since_on, hold.until, hold.awaiting) == (ON, date(2027, 1, 8), Awaiting.DRAFT)


@pytest.mark.parametrize("kind", [Kind.HOLD_ENDED, Kind.REQUEST_WITHDRAWN])
def test_a_hold_ends_by_a_decision_or_with_its_request(kind: Kind) -> None:
    over = Fact(kind, date(2026, 12, 1), "r", {"because": "without"}, "5", 5)
    assert holds([held(), over]) == {}
    assert holds([over]) == {}


def test_it_is_to_be_decided_again_on_its_day() -> None:
    hold = holds([held()])["r"]
    assert not hold.is_to_review(date(2026, 12, 17))
    assert hold.is_to_review(date(2026, 12, 18))


def test_a_hold_that_was_struck_out_is_none() -> None:
    struck = Fact(Kind.FACT_CORRECTED, ON, "r", {"void": True, "details": {}}, "6", 6, corrects="4")
    assert holds(effective([held(), struck])) == {}


@pytest.mark.parametrize(
    ("until", "due_on", "refusal"),
    [
        (ON, None, "is not after the decision"),
        (ON + timedelta(days=367), None, "more than a year away"),
        (date(2027, 1, 19), date(2027, 1, 18), "breaks that limit"),
    ],
)
def test_a_day_that_cannot_be_waited_for_is_refused(until: date, due_on: date | None, refusal: str) -> None:
    with pytest.raises(Refused, match=refusal):
        check_until(until, on=ON, due_on=due_on, is_late_known=False)


def test_a_day_up_to_the_law_s_date_is_good_and_one_after_it_where_it_is_known() -> None:
    due_on = date(2027, 1, 18)
    check_until(due_on, on=ON, due_on=due_on, is_late_known=False)
    check_until(due_on + timedelta(days=1), on=ON, due_on=due_on, is_late_known=True)
    check_until(due_on + timedelta(days=1), on=ON, due_on=None, is_late_known=False)


def test_every_answer_is_said_in_words() -> None:
    assert all(each.label[0].isupper() for kind in (Awaiting, Reason, Ending) for each in kind)


@given(st.lists(st.tuples(st.integers(0, 200), st.booleans()), max_size=6))
def test_waiting_never_moves_a_clock(decisions: list[tuple[int, bool]]) -> None:
    """Neither its dates, nor that it is excused, met or ended."""
    facts = [
        held(ON + timedelta(days=day), number)
        if is_held
        else Fact(Kind.HOLD_ENDED, ON + timedelta(days=day), "r", {"because": "without"}, str(number), number)
        for number, (day, is_held) in enumerate(decisions, start=4)
    ]
    assert clocks([*HISTORY, *facts]) == clocks(HISTORY)
