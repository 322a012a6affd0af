"""The post of the worker, over a real mail server that answers as it is told to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now
from procrastinate.contrib.django.models import ProcrastinateJob

from goldenthread.advice import actions as advice
from goldenthread.cases.models import Fact
from goldenthread.command import post
from goldenthread.database.acting import as_system
from goldenthread.deadlines.actions import tick
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.inbox.models import Thread
from goldenthread.inbox.queries.triage import keys
from goldenthread.post import channels
from goldenthread.post.actions import try_again
from goldenthread.post.models import Attempt, Message
from goldenthread.post.tests.mail_server import Server, everything_leaves, server
from goldenthread.rules.facts import Kind
from goldenthread.rules.reply import reply_token
from goldenthread.rules.sending import State

pytestmark = pytest.mark.django_db
__all__ = ["server"]
ON, LATE = date(2026, 11, 2), date(2026, 12, 15)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", LATE.isoformat())


@pytest.fixture
def chase(story: Story, cast: Cast) -> Message:
    """The first chase about late advice, queued."""
    story.given_advice_is_sought(ON, "SLT")
    tick(by=cast.tick, on=LATE)
    return Message.objects.get(step="chase")


def again(message: Message) -> None:
    """As if its time had come."""
    Message.objects.filter(pk=message.pk).update(next_try=Now())


def test_a_letter_leaves_to_one_recipient_and_stands_on_the_timeline(server: Server, chase: Message) -> None:
    assert post.deliver(str(chase.pk)) == State.ACCEPTED
    ((sender, recipients, letter),) = server.taken
    assert (sender, recipients) == ("letters@goldenthread.example", ["spoc@torbay.example"])
    assert letter["To"] == "Health Single Point of Contact <spoc@torbay.example>"
    assert not (letter["Cc"] or letter["Bcc"])
    assert letter["Subject"] == chase.subject
    assert letter["Message-ID"] == chase.message_id
    assert letter["Auto-Submitted"] == "auto-generated"
    token = reply_token(chase.pk, keys()[0])
    assert letter["Message-ID"] == f"<{token}@goldenthread.example>"
    assert letter["Reply-To"].addresses[0].addr_spec == f"letters+{token}@goldenthread.example"
    thread = Thread.objects.get(pk=chase.pk)
    assert (thread.case_id, thread.address) == (chase.case_id, "spoc@torbay.example")
    text, page = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))
    head, _, words = "\n".join(text.splitlines()).partition("\n\n")
    assert head.startswith("Torbay Council\n")
    assert words.split() == chase.text.split()
    assert ">Torbay Council</strong>" in page and "text-align: left" in page
    assert f'<a href="http://localhost:8000/case/{chase.case_id}/"' in page
    fact = Fact.objects.get(kind=Kind.LETTER_SENT.value)
    assert (fact.happened_on, fact.about, fact.details["recipient"]) == (LATE, chase.about, "spoc")
    chase.refresh_from_db()
    assert (chase.state, chase.sent_on, chase.reply) == (State.ACCEPTED, LATE, "250 Taken")


def test_a_letter_that_was_sent_is_not_sent_again(server: Server, chase: Message) -> None:
    post.deliver(str(chase.pk))
    again(chase)
    assert post.deliver(str(chase.pk)) is None
    assert len(server.taken) == 1


def test_a_refusal_is_final_and_says_why(server: Server, chase: Message) -> None:
    server.answers = ["550 No such mailbox"]
    assert post.deliver(str(chase.pk)) == State.FAILED
    chase.refresh_from_db()
    assert (chase.reply, chase.next_try, server.taken) == ("550 No such mailbox", None, [])


def test_a_letter_that_was_refused_leaves_when_somebody_tries_again(
    server: Server, chase: Message, cast: Cast
) -> None:
    server.answers = ["550 No such mailbox"]
    post.deliver(str(chase.pk))
    chase.refresh_from_db()
    try_again(message=chase, version=chase.version, by=cast.spoc, on=LATE)
    assert post.deliver(str(chase.pk)) == State.ACCEPTED
    assert [each.number for each in Attempt.objects.order_by("number")] == [1, 2]


@pytest.mark.parametrize("answers", [["451 Later"], ["250 OK", "452 Full"]])
def test_what_is_put_off_is_tried_again_in_a_minute(
    server: Server, chase: Message, answers: list[str]
) -> None:
    server.answers = answers
    assert post.deliver(str(chase.pk)) == State.QUEUED
    assert post.deliver(str(chase.pk)) is None  # not yet
    job = ProcrastinateJob.objects.filter(args={"message": str(chase.pk)}).latest("id")
    chase.refresh_from_db()
    assert job.scheduled_at == chase.next_try
    again(chase)
    assert post.deliver(str(chase.pk)) == State.ACCEPTED


def test_nobody_at_the_server_s_address_is_put_off_too(server: Server, chase: Message, settings: Any) -> None:
    settings.SMTP = "smtp://127.0.0.1:9"
    assert post.deliver(str(chase.pk)) == State.QUEUED


def test_a_lost_answer_is_not_certain_and_the_double_bears_the_same_message_id(
    server: Server, chase: Message
) -> None:
    server.answers = ["250 OK", "vanish"]
    assert post.deliver(str(chase.pk)) == State.UNKNOWN
    again(chase)
    assert post.deliver(str(chase.pk)) == State.ACCEPTED
    assert [letter["Message-ID"] for *_, letter in server.taken] == [chase.message_id] * 2
    assert [each.outcome for each in Attempt.objects.order_by("number")] == ["lost", "accepted"]


def test_an_attempt_that_was_cut_off_is_found_and_made_again(
    server: Server, chase: Message, cast: Cast
) -> None:
    from goldenthread.post.actions import claim

    claim(message=chase.pk, is_needed=lambda _: True, by=cast.tick, on=LATE)
    assert post.reconcile() == 0
    Message.objects.filter(pk=chase.pk).update(lease_until=Now() - timedelta(minutes=1))
    assert post.reconcile() == 1
    chase.refresh_from_db()
    assert chase.state == State.UNKNOWN
    again(chase)
    assert post.deliver(str(chase.pk)) == State.ACCEPTED


def test_a_letter_that_lost_its_job_gets_another(server: Server, chase: Message) -> None:
    ProcrastinateJob.objects.all()
    Message.objects.filter(pk=chase.pk).update(next_try=Now() - timedelta(minutes=16))
    before = ProcrastinateJob.objects.filter(args={"message": str(chase.pk)}).count()
    assert post.reconcile() == 1
    assert ProcrastinateJob.objects.filter(args={"message": str(chase.pk)}).count() == before + 1


def test_the_advice_that_came_stops_a_letter_that_was_queued_already(
    server: Server, chase: Message, cast: Cast
) -> None:
    asked = chase.case.advice_requests.get()
    advice.record(advices=[asked], title="Report", author="", by=cast.spoc, on=LATE)
    assert post.deliver(str(chase.pk)) is None
    chase.refresh_from_db()
    assert (chase.state, server.taken) == (State.STOPPED, [])


def test_another_mailbox_than_the_pack_names_today_gets_nothing(server: Server, chase: Message) -> None:
    Message.objects.filter(pk=chase.pk).update(to_address="spoc@cfhd.example")
    assert post.deliver(str(chase.pk)) is None
    chase.refresh_from_db()
    assert chase.state == State.HELD
    assert chase.reply == (
        "Where Health Single Point of Contact is written to has changed since the letter was written. Try again, and "
        "it goes there."
    )


def test_outside_production_nobody_gets_a_letter_who_is_not_named(
    server: Server, chase: Message, settings: Any
) -> None:
    settings.MAIL_ALLOWED = ["else@torbay.example"]
    assert post.deliver(str(chase.pk)) == State.FAILED
    assert server.taken == []
    settings.MAIL_ALLOWED = ["spoc@torbay.example"]
    assert channels.is_allowed("spoc@torbay.example")
    assert not channels.is_allowed("spoc@torbay.example.evil.example")


def test_without_a_mail_server_letters_wait(server: Server, chase: Message, settings: Any) -> None:
    settings.SMTP = ""
    assert post.deliver(str(chase.pk)) is None
    chase.refresh_from_db()
    assert (chase.state, chase.attempts) == (State.QUEUED, 0)


def test_no_job_is_left_of_a_letter_that_was_never_written(chase: Message) -> None:
    before = ProcrastinateJob.objects.count()
    with transaction.atomic():
        from goldenthread.post.queue import enqueue

        enqueue([chase.pk])
        assert ProcrastinateJob.objects.count() == before + 1
        transaction.set_rollback(True)
    assert ProcrastinateJob.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_a_worker_takes_what_waits_in_the_queue(server: Server, story: Story, cast: Cast) -> None:
    story.given_advice_is_sought(ON, "SLT", "OT")
    tick(by=cast.tick, on=LATE)
    everything_leaves()
    connection.close()
    with transaction.atomic(), as_system("test"):
        states = set(Message.objects.values_list("state", "reply"))
    assert states == {(State.ACCEPTED, "250 Taken")}
    assert len(server.taken) == len({letter["Message-ID"] for *_, letter in server.taken}) > 6
