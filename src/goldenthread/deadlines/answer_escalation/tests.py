"""Whoever the escalation letter went to answers it, or the front door records what they said; nobody else (S1-47)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.models import Fact
from goldenthread.deadlines.actions import answer_escalation, tick
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.post.models import Message
from goldenthread.rules.access import Role
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused
from goldenthread.rules.sending import State

pytestmark = pytest.mark.django_db

LEFT_ON, ANSWERED_ON = date(2026, 12, 29), date(2026, 12, 30)
WAITS = "Answer the step “Escalation letter to the Alliance Director”"
DEED = "Answer the escalation"


@pytest.fixture
def slt(story: Story, cast: Cast, visit: Any, monkeypatch: pytest.MonkeyPatch) -> AdviceRequest:
    """Speech and language therapy is late, and its escalation letter was written on 29 December 2026."""
    (asked,) = story.given_advice_is_sought(date(2026, 11, 2), "SLT")
    for on in (date(2026, 12, 15), LEFT_ON):
        tick(by=cast.tick, on=on)
    monkeypatch.setenv("GOLDENTHREAD_TODAY", ANSWERED_ON.isoformat())
    return asked


@pytest.fixture
def left(slt: AdviceRequest) -> AdviceRequest:
    """It has left."""
    letters = Message.objects.filter(about=slt.pk, step="escalation-1")
    letters.update(state=State.ACCEPTED.value, sent_on=LEFT_ON)
    return slt


def test_the_answer_stands_on_the_timeline_and_nobody_is_waited_for(
    left: AdviceRequest, cast: Cast, visit: Any
) -> None:
    director = cast.people[Role.HEAD_OF_SERVICE]
    case = visit(director, "desk:case", left.case_id).words
    assert WAITS in case and DEED in case
    assert (
        "Enter what was answered"
        in visit(director, "deadlines:answer_escalation", left.pk, remark="", on="2026-12-30").words
    )
    done = visit(
        director, "deadlines:answer_escalation", left.pk, remark="The therapist is ill.", on="2026-12-30"
    )
    assert "The answer about SLT stands on the timeline." in done.told
    fact = Fact.objects.get(kind=Kind.ESCALATION_ANSWERED)
    assert (fact.about, fact.details["answer"], fact.details["step"]) == (left.pk, "taken-up", "escalation-1")
    after = visit(director, "desk:case", left.case_id).words
    assert WAITS not in after and DEED not in after
    assert "The therapist is ill." in after
    assert visit(director, "deadlines:answer_escalation", left.pk).status_code == 404


def test_the_front_door_records_it_and_no_other_does(left: AdviceRequest, cast: Cast, visit: Any) -> None:
    for role in (Role.ASSISTANT_DIRECTOR, Role.DESIGNATED_OFFICER, Role.SEND_OFFICER):
        answer = visit(cast.people[role], "deadlines:answer_escalation", left.pk)
        assert answer.status_code in (403, 404), role
        assert DEED not in visit(cast.people[role], "desk:case", left.case_id).words
        with pytest.raises(PermissionDenied):
            answer_escalation(advice=left, remark="x", by=cast.people[role], on=ANSWERED_ON)
    with pytest.raises(Refused, match="left on 29 December 2026"):
        answer_escalation(advice=left, remark="x", by=cast.spoc, on=date(2026, 12, 28))
    answer_escalation(advice=left, remark="x", by=cast.spoc, on=ANSWERED_ON)


def test_a_letter_that_has_not_left_is_answered_by_nobody(slt: AdviceRequest, cast: Cast, visit: Any) -> None:
    assert visit(cast.spoc, "deadlines:answer_escalation", slt.pk).status_code == 404
    assert DEED not in visit(cast.spoc, "desk:case", slt.case_id).words
