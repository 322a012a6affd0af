"""Ladders and reminders are read from an area's data, and nonsense is refused with a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from goldenthread.rules.facts import Kind
from goldenthread.rules.ladder import (
    ENDINGS,
    Ladder,
    ladder_from,
    reminder_problems,
    reminders_from,
    step_problems,
)
from goldenthread.rules.offsets import Offset
from goldenthread.rules.refusals import Refused


def step(code: Any = "chase", **changes: Any) -> dict[str, Any]:
    row = {
        "code": code,
        "title": "Chase",
        "anchor": "due",
        "offset": {"days": 1},
        "from": "send-business-support",
        "to": ["spoc"],
        "template": "chase",
    }
    return {key: value for key, value in (row | changes).items() if value is not ...}


def read(*steps: dict[str, Any]) -> Ladder:
    return ladder_from({"ladder": {"step": list(steps)}})


def test_a_step_is_read_with_everything_it_says() -> None:
    (chase,) = read(
        step(
            copies=["dco-office"],
            response={"working_days": 3},
            alternative="chase-again",
            stops=["AdviceRecorded"],
            requirement="S1-44",
        )
    ).steps
    assert (chase.sender, chase.recipients, chase.copies) == (
        "send-business-support",
        ("spoc",),
        ("dco-office",),
    )
    assert (chase.offset, chase.response) == (Offset(days=1), Offset(working_days=3))
    assert (chase.template, chase.alternative, chase.requirement) == ("chase", "chase-again", "S1-44")
    assert chase.stops == {Kind.ADVICE_RECORDED}


def test_a_step_stops_with_the_advice_unless_its_area_says_otherwise() -> None:
    assert read(step()).steps[0].stops == set(ENDINGS)


def test_a_ladder_knows_where_its_steps_stand() -> None:
    ladder = read(step("chase"), step("letter", anchor="chase"))
    assert [ladder.position(code) for code in ("chase", "letter", "unknown", None)] == [0, 1, -1, -1]


def test_equal_ladders_are_found_under_one_key() -> None:
    assert read(step()) == read(step())
    assert len({read(step()), read(step())}) == 1


@pytest.mark.parametrize(
    "data", [{}, {"ladder": []}, {"ladder": {"step": "chase"}}, {"ladder": {"step": ["chase"]}}]
)
def test_a_ladder_is_a_list_of_tables(data: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="ladder.step.* is missing or is not a list of tables"):
        ladder_from(data)


def test_a_ladder_without_a_step_is_refused() -> None:
    with pytest.raises(Refused, match="has no steps"):
        read()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"sender": "spoc"}, "sender", "“sender” is not known here"),
        ({"code": ...}, "code", "“code” is missing"),
        ({"code": "Chase 1"}, "code", "“code” is missing or is not a code of up to 40 small letters"),
        ({"title": " "}, "title", "“title” is missing"),
        ({"anchor": 3}, "anchor", "“anchor” is missing or is not text"),
        ({"offset": ...}, "offset", "“offset” must be a length"),
        ({"on_the_day": "yes"}, "on_the_day", "“on_the_day” must be true or false"),
        ({"response": {"hours": 3}}, "response", "“response” must be a length"),
        ({"to": []}, "to", "“to” is empty"),
        ({"to": "spoc"}, "to", "“to” must be a list of codes"),
        ({"copies": [3]}, "copies", "“copies” must be a list of codes"),
        ({"stops": ["AdviceEaten"]}, "stops", "“AdviceEaten”, which is not a kind of fact"),
    ],
)
def test_a_step_that_makes_no_sense_names_its_key(changes: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refusal:
        read(step(**changes))
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([step(), step()], "Two steps are called “chase”"),
        ([step("due")], "Two steps are called “due”"),
        ([step(anchor="letter")], "“letter”, which is neither “due” nor a step"),
        ([step(anchor="chase")], "“chase” counts from “chase”, which does not come before it"),
        ([step(anchor="letter"), step("letter", anchor="chase")], "the two would wait for each other"),
    ],
)
def test_steps_count_only_from_what_comes_before_them(steps: list[dict[str, Any]], words: str) -> None:
    with pytest.raises(Refused, match=words) as refusal:
        read(*steps)
    assert refusal.value.field == "anchor"


def test_everything_wrong_with_a_step_is_said_at_once() -> None:
    row = step(code=..., to=[], sender="spoc")
    assert [refusal.field for refusal in step_problems(row)] == ["sender", "code", "to"]
    assert list(step_problems(step())) == []


def test_everything_wrong_with_a_reminder_is_said_at_once() -> None:
    assert [
        refusal.field
        for refusal in reminder_problems({"code": "one-week", "title": "Due", "to": ["service"]})
    ] == [
        "template",
        "before",
    ]


def test_reminders_are_read_too_and_an_area_may_have_none() -> None:
    row = {
        "code": "two-weeks",
        "title": "Due in two weeks",
        "before": {"weeks": 2},
        "to": ["service"],
        "template": "reminder",
    }
    (reminder,) = reminders_from({"reminder": [row]})
    assert (reminder.code, reminder.before, reminder.recipients) == (
        "two-weeks",
        Offset(weeks=2),
        ("service",),
    )
    assert reminders_from({}) == ()


def test_a_reminder_has_no_sender() -> None:
    with pytest.raises(Refused, match="“from” is not known here"):
        reminders_from({"reminder": [{"from": "spoc"}]})
