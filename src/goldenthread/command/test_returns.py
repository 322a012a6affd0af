"""A letter that came back waits for somebody, with the reason; its notice is filed to nobody and waits for nobody."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.functions import Now

from goldenthread.accounts.actions import ensure_system_account
from goldenthread.cases.actions import restrict
from goldenthread.cases.models import Fact
from goldenthread.command import post
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.words import LONDON
from goldenthread.documents.conftest import files
from goldenthread.inbox.actions import keep
from goldenthread.inbox.models import Attachment, Mail
from goldenthread.inbox.receiving import read_all
from goldenthread.inbox.tests.notices import FULL, notice
from goldenthread.post import queries
from goldenthread.post.actions import claim, send, stop, try_again
from goldenthread.post.models import Message
from goldenthread.post.returned import came_back
from goldenthread.post.tests.mail_server import Server, server
from goldenthread.rules.facts import Kind
from goldenthread.rules.returns import Notice
from goldenthread.rules.sending import Outcome, State

pytestmark = pytest.mark.django_db
__all__ = ["files", "server"]
ON = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 10, 0, tzinfo=LONDON)
FULL_MAILBOX = f"The mailbox is full. Its server said: {FULL}"


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", ON.isoformat())


@pytest.fixture
def letter(story: Story) -> Message:
    """A request to speech and language therapy, queued."""
    story.given_advice_is_sought(ON, "SLT")
    return Message.objects.get(template="request")


@pytest.fixture
def sent(letter: Message, server: Server) -> Message:
    """The same, which their mail server took."""
    assert post.deliver(str(letter.pk)) == State.ACCEPTED
    return letter


def comes(cast: Cast, raw: bytes) -> Mail:
    """A mail arrives in the mailbox, and the worker reads it."""
    by = ensure_system_account("inbox", "The mailbox")
    kept = keep(area=cast.area, raw=raw, arrived=NOW, by=by, on=ON)
    assert kept is not None
    read_all(by=by, now=NOW)
    kept.refresh_from_db()
    return kept


def stands(letter: Message) -> tuple[str, str]:
    letter.refresh_from_db()
    return letter.state, letter.reply


@pytest.mark.parametrize("returned", ["message/rfc822", "text/rfc822-headers"])
def test_a_letter_that_came_back_waits_for_somebody_with_the_reason(
    sent: Message, cast: Cast, returned: str
) -> None:
    kept = comes(cast, notice(sent.message_id, returned=returned))
    assert stands(sent) == (State.RETURNED, FULL_MAILBOX)
    fact = Fact.objects.get(kind=Kind.LETTER_RETURNED)
    assert (fact.case, fact.about, fact.details["recipient"]) == (sent.case, sent.about, "service")
    assert sent in queries.letters(cast.spoc, queries.Wanted(group="act"))
    assert queries.deed(sent, cast.spoc) == "try_again"
    assert (kept.state, kept.reason, kept.case, kept.thread) == (
        Mail.State.DISMISSED, Mail.Reason.MACHINE, None, None,
    )  # fmt: skip
    assert not Attachment.objects.filter(mail=kept).exists()


def test_it_leaves_once_more_when_somebody_has_seen_to_it_and_may_come_back_again(
    sent: Message, cast: Cast, server: Server
) -> None:
    comes(cast, notice(sent.message_id))
    sent.refresh_from_db()
    try_again(message=sent, version=sent.version, by=cast.spoc, on=ON)
    comes(cast, notice(sent.message_id, status="4.4.1", action="delayed"))
    comes(cast, notice(sent.message_id, said="smtp; 552 Once more"))
    assert stands(sent) == (State.QUEUED, "")  # both are about what was sent before
    assert post.deliver(str(sent.pk)) == State.ACCEPTED
    assert len(server.taken) == 2
    comes(cast, notice(sent.message_id, status="5.1.1", said=""))
    assert stands(sent) == (State.RETURNED, "There is no such mailbox.")


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_what_did_not_fail_for_good_changes_no_letter_and_waits_for_nobody(
    sent: Message, cast: Cast, action: str
) -> None:
    kept = comes(cast, notice(sent.message_id, action=action))
    assert stands(sent)[0] == State.ACCEPTED
    assert kept.state == Mail.State.DISMISSED


def test_word_that_it_came_back_may_be_here_before_the_end_of_its_attempt(
    letter: Message, cast: Cast
) -> None:
    attempt = claim(message=letter.pk, is_needed=lambda _: True, by=cast.tick, on=ON)
    assert attempt is not None
    comes(cast, notice(letter.message_id))
    words = {"claimed": attempt, "outcome": Outcome.ACCEPTED, "reply": "250 Taken", "by": cast.tick, "on": ON}
    assert send(**words) == State.RETURNED
    assert stands(letter) == (State.RETURNED, FULL_MAILBOX)


def test_a_letter_that_came_back_is_not_sent_again_by_itself(sent: Message, cast: Cast) -> None:
    comes(cast, notice(sent.message_id))
    Message.objects.filter(pk=sent.pk).update(next_try=Now())
    assert post.deliver(str(sent.pk)) is None
    assert post.reconcile() == 0


def test_a_notice_about_no_letter_of_ours_waits_for_a_person(sent: Message, cast: Cast) -> None:
    forged = sent.message_id[:-25] + ("a" if sent.message_id[-25] != "a" else "b") + sent.message_id[-24:]
    for raw in (
        notice(f"<{uuid4()}@goldenthread.example>"),
        notice(forged),
        notice(sent.message_id, action=""),
        notice(sent.message_id).replace(b"message/delivery-status", b"text/plain"),
        notice(sent.message_id).replace(b"multipart/report", b"multipart/mixed"),
    ):
        assert comes(cast, raw).state == Mail.State.WAITING
    assert stands(sent)[0] == State.ACCEPTED


def test_a_notice_as_long_as_anybody_likes_is_read(sent: Message, cast: Cast) -> None:
    comes(cast, notice(sent.message_id, recipients=5_000, said="smtp; " + "x" * 5_000))
    state, reply = stands(sent)
    assert (state, len(reply)) == (State.RETURNED, len("The mailbox is full. Its server said: ") + 194)


def test_a_letter_of_another_area_does_not_come_back_here(sent: Message, cast: Cast) -> None:
    assert came_back(sent.pk, uuid4(), Notice("failed", "5.1.1"), on=ON) is False
    assert stands(sent)[0] == State.ACCEPTED


def test_a_notice_that_a_person_brings_as_a_file_says_so_too(
    sent: Message, cast: Cast, visit: Any, today: date
) -> None:
    """The person is even kept out of the letter's case, and the letter comes back all the same."""
    restrict(case=sent.case, person=cast.spoc, reason="conflict", by=cast.manager, on=ON)
    file = SimpleUploadedFile("Undelivered.eml", notice(sent.message_id))
    told = visit(cast.spoc, "inbox:bring", received_on="2026-11-01", file=file).told
    assert "a notice about a letter of ours" in told
    assert stands(sent) == (State.RETURNED, FULL_MAILBOX)
    fact = Fact.objects.get(kind=Kind.LETTER_RETURNED)
    assert (fact.happened_on, fact.by) == (today, ensure_system_account("post", "The post"))
    kept = Mail.objects.get()
    assert (kept.state, kept.reason, kept.ended_by) == (Mail.State.DISMISSED, Mail.Reason.MACHINE, cast.spoc)


def test_nobody_needs_a_letter_that_came_back_once_the_advice_is_here(sent: Message, cast: Cast) -> None:
    comes(cast, notice(sent.message_id))
    assert stop(abouts=[sent.about], by=cast.tick, on=ON) == 1
    assert stands(sent)[0] == State.STOPPED
