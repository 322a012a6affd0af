"""What nobody needs any more does not leave: it stops by itself as it is handed over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models.functions import Now

from goldenthread.advice import actions as advice
from goldenthread.advice.models import AnswerLink, LinkCode
from goldenthread.cases.actions import correct
from goldenthread.cases.models import Fact
from goldenthread.command.post import deliver
from goldenthread.demo.stories import Story
from goldenthread.intake import actions as intake
from goldenthread.post.models import Message
from goldenthread.post.tests.mail_server import Server, server
from goldenthread.rules.facts import Kind
from goldenthread.rules.sending import State
from goldenthread.triage.actions import request_records

pytestmark = pytest.mark.django_db
__all__ = ["server"]
ON, NEXT = date(2026, 11, 2), date(2026, 11, 4)
Told = Callable[[Story], Any]


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", NEXT.isoformat())


def stops(template: str, server: Server) -> None:
    letter = Message.objects.get(template=template)
    assert (deliver(str(letter.pk)), server.taken) == (None, [])
    letter.refresh_from_db()
    assert (letter.state, letter.secret) == (State.STOPPED, "")


def test_a_request_that_was_withdrawn_is_not_acknowledged_any_more(story: Story, server: Server) -> None:
    request = story.given_a_request(ON)
    story.given_it_is_acknowledged(request, ON, "SLT")
    intake.withdraw(
        request=request, reason="moved-away", remark="They moved.", by=story.cast.manager, on=NEXT
    )
    stops("acknowledgement", server)


def test_a_withdrawal_that_was_entered_in_error_is_told_to_no_service(story: Story, server: Server) -> None:
    (asked,) = story.given_advice_is_sought(ON, "SLT")
    told = advice.withdraw(
        advice=asked, reason="moved-away", remark="They moved.", by=story.cast.spoc, on=NEXT
    )
    entry = Fact.objects.get(pk=told.pk)
    correct(fact=entry, is_void=True, reason="The wrong case.", by=story.cast.manager, on=NEXT)
    stops("no-longer-asked", server)


def test_a_service_whose_asking_was_struck_out_is_not_asked(story: Story, server: Server) -> None:
    story.given_advice_is_sought(ON, "SLT")
    entry = Fact.objects.get(kind=Kind.ADVICE_SOUGHT)
    correct(fact=entry, is_void=True, reason="The wrong case.", by=story.cast.manager, on=NEXT)
    stops("request", server)


def test_a_team_that_has_said_what_its_records_hold_is_not_asked(story: Story, server: Server) -> None:
    request = story.given_a_request(ON)
    request_records(request=request, service=story.cast.services["O&O"], by=story.cast.spoc, on=ON)
    story.given_the_records_say(request, NEXT, "O&O")
    stops("records-request", server)


def test_a_question_that_was_answered_is_not_asked(story: Story, server: Server) -> None:
    (asked,) = story.given_advice_is_sought(ON, "SLT")
    to = f"service:{asked.service_id}"
    question = intake.ask(case=asked.case, to=to, text="When?", by=story.cast.spoc, on=ON)
    intake.answer(question_id=question.pk, text="Soon.", by=story.cast.therapist, on=NEXT)
    stops("question", server)


@pytest.fixture
def link(story: Story) -> AnswerLink:
    """A link to answer by, whose letter waits."""
    (asked,) = story.given_advice_is_sought(ON, "SLT")
    return advice.invite_answer(advice=asked, recipient="service", by=story.cast.spoc, on=ON)


def test_a_link_that_was_taken_back_is_not_sent(story: Story, link: AnswerLink, server: Server) -> None:
    advice.revoke_answer(link=link, by=story.cast.spoc, on=NEXT)
    stops("answer-link", server)


def test_a_link_whose_time_is_over_is_held_back_until_there_is_another(
    story: Story, link: AnswerLink, server: Server
) -> None:
    letter = Message.objects.get(template="answer-link")
    AnswerLink.objects.filter(pk=link.pk).update(expires=Now())
    assert (deliver(str(letter.pk)), server.taken) == (None, [])
    letter.refresh_from_db()
    assert letter.state == State.HELD
    assert letter.reply.startswith("The link in this letter opens nothing any more")
    assert "Send a new link from the page of the case" in letter.reply
    newer = advice.invite_answer(advice=link.advice, recipient="service", by=story.cast.spoc, on=NEXT)
    letter.refresh_from_db()
    assert letter.state == State.STOPPED
    assert deliver(str(Message.objects.get(key__startswith=f"answer-link:{newer.pk}").pk)) is State.ACCEPTED
    assert deliver(str(letter.pk)) is None


def test_a_code_leaves_once_and_not_after_the_next_one(
    story: Story, link: AnswerLink, server: Server
) -> None:
    for _ in range(2):
        advice.send_code(link=link, by=story.cast.spoc, on=NEXT)
    older, newer = Message.objects.filter(template="answer-code").order_by("written_at", "pk")
    first = LinkCode.objects.order_by("moment").first()
    if first and not older.key.endswith(str(first.pk)):
        older, newer = newer, older
    assert deliver(str(older.pk)) is None
    assert deliver(str(newer.pk)) is State.ACCEPTED
    older.refresh_from_db()
    assert older.state == State.STOPPED
