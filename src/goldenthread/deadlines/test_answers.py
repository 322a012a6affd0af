"""A promise is moved or taken back by whoever made it; the council decides on a refusal. Each has its letter, once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.models import Fact
from goldenthread.deadlines import actions
from goldenthread.deadlines.actions import tick
from goldenthread.deadlines.models import Deadline
from goldenthread.deadlines.test_promises import (
    ANSWERED,
    FRIDAY,
    MONDAY,
    REFUSAL,
    answer,
    promise,
    slt,
    waiting,
)
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.post.models import Message
from goldenthread.rules.access import Role
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused

__all__ = ["slt"]
pytestmark = pytest.mark.django_db
LATER, CHANGED = date(2027, 3, 1), date(2027, 2, 4)


def change(cast: Cast, asked: AdviceRequest, day: date | None, on: date = CHANGED, **words: Any) -> Fact:
    told = {"promised_on": day, "reason": "sign-off", "by": cast.people[Role.HEAD_OF_SERVICE], **words}
    return actions.change_promise(advice=asked, on=on, **told)


def texts(template: str) -> list[str]:
    return [
        letter.text for letter in Message.objects.filter(template=template, is_copy=False).order_by("key")
    ]


def test_a_promise_that_is_moved_stands_with_its_new_day_and_the_council_hears_of_it(
    slt: AdviceRequest, cast: Cast
) -> None:
    promise(cast, slt)
    change(cast, slt, LATER)
    row = Deadline.objects.get(about=slt.pk)
    tick(by=cast.tick, on=MONDAY)
    assert (Deadline.objects.get(about=slt.pk).promised_on, row.met_on, waiting(slt)) == (LATER, None, [])
    (text,) = texts("promise-changed")
    assert "was promised for 12 February 2027. That has changed: it will come by 1 March 2027." in text
    assert "The reason: the report waited to be checked or signed." in text
    tick(by=cast.tick, on=date(2027, 3, 2))
    assert len(waiting(slt)) == 2


def test_a_promise_that_is_taken_back_is_asked_for_anew_at_once(slt: AdviceRequest, cast: Cast) -> None:
    promise(cast, slt)
    change(cast, slt, None)
    assert len(waiting(slt)) == 2
    assert "no day is given any more" in texts("promise-changed")[0]
    tick(by=cast.tick, on=MONDAY)
    row = Deadline.objects.get(about=slt.pk)
    assert (row.outcome, row.promised_on, len(waiting(slt))) == ("taken-back", None, 2)
    promise(cast, slt, LATER, on=MONDAY)
    assert waiting(slt) == []


@pytest.mark.parametrize(
    ("day", "on", "sentence"),
    [
        (FRIDAY, CHANGED, "12 February 2027 is promised already"),
        (LATER, MONDAY, "The day that was promised, 12 February 2027, is past"),
        (date(2027, 2, 3), CHANGED, "cannot be promised for a day before 4 February 2027"),
    ],
)
def test_a_promise_is_changed_before_its_day_and_to_another_that_can_be_kept(
    slt: AdviceRequest, cast: Cast, day: date, on: date, sentence: str
) -> None:
    promise(cast, slt)
    with pytest.raises(Refused, match=sentence):
        change(cast, slt, day, on)
    assert not Fact.objects.filter(kind=Kind.PROMISE_CHANGED.value).exists()


def test_only_whoever_promised_changes_the_promise_and_only_one_that_stands(
    slt: AdviceRequest, cast: Cast
) -> None:
    with pytest.raises(PermissionDenied):
        change(cast, slt, LATER)
    promise(cast, slt)
    for person in (cast.spoc, cast.officer, cast.therapist):
        with pytest.raises(PermissionDenied):
            change(cast, slt, LATER, by=person)
    with pytest.raises(Refused, match="Choose a reason"):
        change(cast, slt, LATER, reason="bored")


def test_the_council_is_asked_once_what_becomes_of_advice_that_health_will_not_give(
    slt: AdviceRequest, cast: Cast
) -> None:
    answer(cast, slt, REFUSAL)
    for day in (ANSWERED, CHANGED, MONDAY):
        tick(by=cast.tick, on=day)
    (letter,) = Message.objects.filter(template="decision-needed")
    assert (letter.to_address, letter.written_on) == ("ehcp@torbay.example", ANSWERED)
    assert "Please decide by 10 February 2027" in letter.text


def test_the_council_insists_and_health_answers_anew(slt: AdviceRequest, cast: Cast) -> None:
    answer(cast, slt, REFUSAL)
    insisted = {"advice": slt, "remark": "Her needs have changed.", "by": cast.officer, "on": CHANGED}
    actions.insist(**insisted)
    assert len(waiting(slt)) == 2
    tick(by=cast.tick, on=CHANGED)
    assert Deadline.objects.get(about=slt.pk).outcome == "insisted"
    with pytest.raises(Refused, match="Health has not refused this advice"):
        actions.insist(**insisted)
    promise(cast, slt, LATER, on=MONDAY)
    tick(by=cast.tick, on=MONDAY)
    assert Deadline.objects.get(about=slt.pk).outcome == "promised"


def test_it_is_the_council_that_insists_and_says_why(slt: AdviceRequest, cast: Cast, story: Story) -> None:
    answer(cast, slt, REFUSAL)
    with pytest.raises(PermissionDenied):
        actions.insist(advice=slt, remark="We do.", by=cast.spoc, on=CHANGED)
    with pytest.raises(Refused, match="Say in a sentence why"):
        actions.insist(advice=slt, remark=" ", by=cast.officer, on=CHANGED)
    story.given_advice_comes(slt, CHANGED)
    with pytest.raises(Refused, match="The advice was received"):
        actions.insist(advice=slt, remark="We do.", by=cast.officer, on=CHANGED)


def test_both_are_done_on_pages_to_which_the_case_leads(
    slt: AdviceRequest, cast: Cast, visit: Any, monkeypatch: Any
) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", CHANGED.isoformat())
    promise(cast, slt)
    head, route = cast.people[Role.HEAD_OF_SERVICE], "deadlines:change_promise"
    assert "Change the promise" in visit(head, "desk:case", slt.case_id).words
    assert "Change the promise" not in visit(cast.spoc, "desk:case", slt.case_id).words
    assert visit(cast.spoc, route, slt.pk).status_code == 404
    assert "The advice was promised by 12 February 2027" in visit(head, route, slt.pk).words
    page = visit(head, route, slt.pk, what="moved", reason="sign-off")
    assert "Enter the day on which the advice will be given" in page.words
    told = visit(head, route, slt.pk, what="taken-back", reason="sign-off", promised_on="2027-02-26")
    assert "The promise was taken back. A letter waits for your new answer." in told.told
    assert "Promise taken back" in visit(cast.officer, "desk:case", slt.case_id).words
    answer(cast, slt, REFUSAL, CHANGED)
    assert "Still ask for it" in visit(cast.officer, "desk:case", slt.case_id).words
    told = visit(
        cast.officer, "deadlines:insist", slt.pk, remark="Her needs have changed.", on=CHANGED.isoformat()
    )
    assert "The council still asks for the advice of SLT." in told.told
