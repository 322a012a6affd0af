"""What a changed ladder would have sent, in examples and as what is always so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.days import next_working_day
from goldenthread.rules.escalation import ladder_from, next_step
from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.ladder import Ladder
from goldenthread.rules.offsets import Offset
from goldenthread.rules.rehearsal import (
    Change,
    Outcome,
    Sought,
    rehearsed,
    rewritten,
    sent,
    tallied,
    year_to,
)
from goldenthread.rules.test_escalation_examples import CODES, DUE, RECEIVED, TORBAY, fact, imported, step

LAST = date(2027, 2, 28)
SOUGHT = Sought("advice-1", RECEIVED, DUE)
ALONE = ladder_from({"ladder": {"step": [step("chase", "due", {"days": 1})]}})


def changed(code: str, **words: Any) -> Ladder:
    """Torbay's ladder with one step's words changed."""
    steps = tuple(replace(one, **words) if one.code == code else one for one in TORBAY.steps)
    return Ladder(steps)


def with_offset(code: str, **length: int) -> Ladder:
    return changed(code, offset=Offset(**length))


def days_of(ladder: Ladder, request: Sought = SOUGHT, until: date = LAST) -> dict[str, date]:
    return {letter.step.code: letter.send_on for letter in sent(ladder, request, until=until)}


def changes(then: Ladder, *requests: Sought, since: date = RECEIVED, until: date = LAST) -> list[Change]:
    return list(rehearsed(TORBAY, then, requests or (SOUGHT,), since=since, until=until))


def test_a_letter_sent_on_the_working_day_after_a_bank_holiday_moves_nothing_that_counts_from_it() -> None:
    assert days_of(TORBAY) == {
        "chase": date(2026, 12, 15),
        "internal-chase": date(2026, 12, 15),
        "escalation-1": date(2026, 12, 29),
        "dco-response": date(2026, 12, 31),
        "dco-unresolved": date(2027, 1, 11),
        "health-outcome": date(2027, 1, 25),
    }


def test_nothing_is_sent_after_the_advice_came_and_a_letter_leaves_before_it_on_the_same_day() -> None:
    assert list(days_of(TORBAY, replace(SOUGHT, ended_on=date(2026, 12, 29)))) == CODES[:3]
    assert list(days_of(TORBAY, replace(SOUGHT, ended_on=date(2026, 12, 28)))) == CODES[:2]


def test_a_step_put_off_moves_its_letter_and_those_that_count_from_it() -> None:
    moved = {one.letter.step.code: one.days for one in changes(with_offset("escalation-1", weeks=3))}
    assert moved == {
        "chase": 0, "internal-chase": 0, "escalation-1": 6, "dco-response": 7, "dco-unresolved": 7,
        "health-outcome": 7,
    }  # fmt: skip


def test_a_step_left_out_is_gone_and_a_new_one_is_added() -> None:
    told = [(one.letter.step.code, one.outcome) for one in changes(ALONE)]
    assert told == [("chase", Outcome.SAME), *((code, Outcome.GONE) for code in CODES[1:])]
    back = rehearsed(ALONE, TORBAY, [SOUGHT], since=RECEIVED, until=LAST)
    assert [one.outcome for one in back] == [Outcome.SAME, *[Outcome.ADDED] * 5]


def test_a_letter_that_moves_into_the_year_or_out_of_it_is_told() -> None:
    later, first = with_offset("escalation-1", weeks=3), date(2026, 12, 30)
    crossing = [one for one in changes(later, since=first) if one.letter.step.code == "escalation-1"]
    assert [(one.now and one.now.send_on, one.days) for one in crossing] == [(date(2026, 12, 29), 6)]
    assert "escalation-1" not in {one.letter.step.code for one in changes(TORBAY, since=first)}
    not_yet = changes(later, until=date(2027, 1, 3))
    assert {one.letter.step.code for one in not_yet if one.outcome is Outcome.GONE} == {
        "escalation-1", "dco-response",
    }  # fmt: skip


def test_what_was_late_before_it_came_here_is_told_to_nobody_until_a_person_starts_the_ladder() -> None:
    late = replace(SOUGHT, facts=(imported(date(2027, 1, 11)),))
    assert days_of(TORBAY, late) == {}
    started = (*late.facts, fact(Kind.LADDER_STARTED, date(2027, 1, 18), step="escalation-1"))
    assert days_of(TORBAY, replace(late, facts=started))["escalation-1"] == date(2027, 1, 18)
    assert days_of(ALONE, replace(late, facts=started)) == {"chase": date(2027, 1, 18)}


def test_a_service_asked_after_its_day_is_chased_when_it_has_been_asked() -> None:
    asked = replace(SOUGHT, sought_on=date(2027, 1, 16))
    assert days_of(TORBAY, asked)["chase"] == date(2027, 1, 18)


def test_what_stops_a_step_is_known_from_the_day_after_it_was_told() -> None:
    wary = changed("chase", stops=frozenset({Kind.LATENESS_EXPLAINED}))
    explained = replace(SOUGHT, facts=(fact(Kind.LATENESS_EXPLAINED, date(2026, 12, 14)),))
    assert "chase" not in days_of(wary, explained)
    assert "escalation-1" in days_of(wary, explained)
    same_day = replace(SOUGHT, facts=(fact(Kind.LATENESS_EXPLAINED, date(2026, 12, 15)),))
    assert "chase" in days_of(wary, same_day)


def test_letters_are_counted_by_what_one_likes() -> None:
    tally = tallied(changes(with_offset("escalation-1", weeks=3)), lambda one, _: one.about)["advice-1"]
    assert (tally.now, tally.then, tally.added, tally.gone, tally.moved) == (6, 6, 0, 0, 4)
    assert tally.moves == {6: 1, 7: 3}


def test_a_letter_that_moves_is_counted_in_each_ladder_s_own_month() -> None:
    found = changes(with_offset("escalation-1", weeks=3))
    months = tallied(found, lambda _, letter: (letter.send_on.year, letter.send_on.month))
    assert {month: (tally.now, tally.then, tally.moved) for month, tally in months.items()} == {
        (2026, 12): (4, 2, 0), (2027, 1): (2, 3, 3), (2027, 2): (0, 1, 1),
    }  # fmt: skip


def test_a_letter_worded_or_addressed_anew_says_in_what() -> None:
    assert rewritten(TORBAY, changed("chase", recipients=("c",), title="Ask"), "chase") == (
        "title",
        "recipients",
    )
    assert rewritten(TORBAY, TORBAY, "chase") == ()
    assert rewritten(TORBAY, ALONE, "dco-response") == ()


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (date(2026, 11, 22), date(2025, 11, 23)),
        (date(2024, 12, 1), date(2023, 12, 2)),
        (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2023, 3, 1)),
    ],
)
def test_a_year_ends_with_its_day_and_begins_with_the_day_after_the_same_one_before(
    last: date, first: date
) -> None:
    assert year_to(last) == (first, last)


FIRST = DUE - timedelta(days=90)
dates = st.integers(0, 290).map(lambda number: FIRST + timedelta(days=number))
moving = st.lists(
    st.one_of(
        st.builds(imported, dates),
        st.builds(lambda code, on: fact(Kind.LADDER_STARTED, on, step=code), st.sampled_from(CODES), dates),
        st.builds(lambda on: fact(Kind.LATENESS_EXPLAINED, on), dates),
    ),
    max_size=4,
).map(tuple)
requests = st.builds(
    lambda about, sought_on, ended_on, facts: Sought(about, sought_on, DUE, ended_on, facts),
    st.sampled_from(["a", "b", "c"]), dates, st.none() | dates, moving,
)  # fmt: skip
ladders = st.builds(with_offset, st.sampled_from(CODES), days=st.integers(0, 60)) | st.just(ALONE)


@given(st.lists(requests, max_size=4), ladders, dates)
def test_rehearsing_the_ladder_in_force_gives_no_difference(
    asked: list[Sought], ladder: Ladder, until: date
) -> None:
    for change in rehearsed(ladder, ladder, asked, since=RECEIVED, until=until):
        assert change.outcome is Outcome.SAME
        assert change.now == change.then


@given(st.lists(requests, max_size=4), ladders, dates, dates)
def test_what_is_added_and_gone_makes_the_whole_difference(
    asked: list[Sought], ladder: Ladder, since: date, until: date
) -> None:
    found = list(rehearsed(TORBAY, ladder, asked, since=since, until=until))
    for tally in tallied(found, lambda _, letter: letter.step.code).values():
        assert tally.now + tally.added - tally.gone == tally.then
    for change in found:
        assert all(one is None or one.send_on <= until for one in (change.now, change.then))


@given(requests, dates)
def test_a_rehearsal_sends_what_a_tick_on_every_day_would_have(asked: Sought, until: date) -> None:
    facts: list[Fact] = []
    for day in (FIRST + timedelta(days=number) for number in range(350)):
        facts += _ticked(asked, facts, day, until)
    ticked = {one.details["step"]: one.happened_on for one in facts}
    assert ticked == days_of(TORBAY, asked, until)


def _ticked(asked: Sought, raised: list[Fact], day: date, until: date) -> list[Fact]:
    """The day's steps by the ladder's own rule, from what had been told when it began."""
    first = next_working_day(asked.sought_on) if asked.sought_on > DUE else date.min
    if day > until or day < first or (asked.ended_on and day > asked.ended_on):
        return []
    begun = (Kind.ADVICE_IMPORTED, Kind.LADDER_STARTED)
    told = [one for one in asked.facts if one.kind in begun or one.happened_on < day]
    new: list[Fact] = []
    while (due := next_step(TORBAY, due_on=DUE, facts=[*told, *raised, *new])) and due.send_on <= day:
        details = {"step": due.step.code, "due_on": due.due_on.isoformat()}
        new.append(Fact(Kind.STEP_RAISED, day, details=details))
    return new
