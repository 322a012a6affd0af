"""A letter that waits for somebody is on their list, said again, and an alarm when it is old (B15, capability 6)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from goldenthread.deadlines.actions import tick
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.post import actions as post
from goldenthread.post.models import Message
from goldenthread.rules.access import Role

pytestmark = pytest.mark.django_db

WRITTEN = date(2026, 12, 29)
MINE = "1 letter waits for you to complete or sign, the oldest since 29 Dec 2026"
TURN = "Sign the letter: Escalation letter to the Alliance Director"


@pytest.fixture
def letter(story: Story, cast: Cast, it_is: Any) -> Message:
    """The escalation letter about speech and language therapy, which waits for its signature."""
    story.given_advice_is_sought(date(2026, 11, 2), "SLT")
    for on in (date(2026, 12, 15), WRITTEN):
        it_is(on)
    return Message.objects.get(step="escalation-1", is_copy=False)


@pytest.fixture
def it_is(cast: Cast, visit: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`it_is(day)`: the day that pages keep, after its tick."""

    def turn_to(on: date) -> None:
        monkeypatch.setenv("GOLDENTHREAD_TODAY", on.isoformat())
        tick(by=cast.tick, on=on)

    return turn_to


def notices() -> list[str]:
    rows = Message.objects.filter(template="notice").order_by("written_on")
    return [f"{row.written_on:%d %b} {row.to_address}" for row in rows]


def test_whoever_signs_finds_it_on_their_worklist_and_is_named_as_the_one_to_act(
    letter: Message, cast: Cast, visit: Any
) -> None:
    director = visit(cast.people[Role.ASSISTANT_DIRECTOR], "desk:worklist").words
    assert MINE in director
    assert f"Assistant Director, Education What happens next {TURN} by 30 Dec 2026" in director
    assert MINE not in visit(cast.spoc, "desk:worklist").words
    case = visit(cast.spoc, "desk:case", letter.case_id).words
    assert TURN in case and "Answer the step" not in case
    post.sign(message=letter, version=1, by=cast.people[Role.ASSISTANT_DIRECTOR], on=WRITTEN)
    assert "Answer the step" in visit(cast.spoc, "desk:case", letter.case_id).words


def test_a_letter_that_reached_nobody_is_on_the_worklist_of_whoever_keeps_the_post(
    letter: Message, cast: Cast, visit: Any
) -> None:
    Message.objects.filter(step="chase").update(state="returned")
    assert "1 letter reached nobody and waits" in visit(cast.spoc, "desk:worklist").words


def test_its_sender_is_told_again_every_three_working_days_until_they_have_signed(
    letter: Message, cast: Cast, it_is: Any
) -> None:
    to = "ad-education@torbay.example"
    for days in range(1, 9):
        it_is(WRITTEN + timedelta(days=days))
        it_is(WRITTEN + timedelta(days=days))
    again = [f"29 Dec {to}", f"04 Jan {to}"]
    assert [each for each in notices() if to in each] == again
    post.sign(message=letter, version=1, by=cast.people[Role.ASSISTANT_DIRECTOR], on=date(2027, 1, 6))
    it_is(date(2027, 1, 7))
    assert [each for each in notices() if to in each] == again


def test_a_letter_that_has_waited_too_long_is_an_alarm(
    letter: Message, cast: Cast, visit: Any, it_is: Any
) -> None:
    for on, is_alarm in ((date(2027, 1, 6), False), (date(2027, 1, 7), True)):
        it_is(on)
        said = visit(cast.administrator, "desk:health").words
        assert ("1 letter waits for somebody for more than 5 working days" in said) is is_alarm
