"""Letters through NHS MESH, over its own sandbox: one message under the letter's id, found again after a crash."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models.functions import Now

from goldenthread import clock
from goldenthread.command.post import deliver, news, reconcile
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.post import channels
from goldenthread.post.actions import claim, try_again
from goldenthread.post.models import Message
from goldenthread.post.tests.mesh_server import NOBODYS, THEIRS, Sandbox, mesh, started
from goldenthread.post.tests.test_channels import contact_becomes
from goldenthread.rules.sending import State

pytestmark = pytest.mark.django_db
__all__ = ["mesh", "started"]
ON = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", ON.isoformat())


def letter_to(mailbox: str, story: Story) -> Message:
    """A request to speech and language therapy, queued for its mailbox of MESH."""
    contact_becomes(f'mesh = "{mailbox}"')
    story.given_advice_is_sought(ON, "SLT")
    return Message.objects.get(template="request")


def test_a_letter_is_one_message_under_its_own_id_and_names_no_child(mesh: Sandbox, story: Story) -> None:
    letter = letter_to(THEIRS, story)
    assert deliver(str(letter.pk)) == State.ACCEPTED
    ((local_id, subject, text),) = mesh.arrived()
    assert (local_id.partition(".")[0], subject) == (str(letter.pk), letter.subject)
    assert letter.text.rstrip() in text
    assert "Please answer to letters+" in text
    child = letter.case.child
    assert not any(word in subject + text for word in (child.forename, child.surname, child.nhs_number))
    letter.refresh_from_db()
    assert letter.reply.startswith("Taken by MESH as ")


def test_a_letter_that_was_given_before_a_crash_is_found_and_not_given_twice(
    mesh: Sandbox, story: Story, cast: Cast
) -> None:
    letter = letter_to(THEIRS, story)
    attempt = claim(message=letter.pk, is_needed=lambda _: True, by=cast.tick, on=ON)
    assert attempt is not None
    channels.hand_over(attempt, at=clock.now())  # and the worker dies here
    Message.objects.filter(pk=letter.pk).update(lease_until=Now() - timedelta(minutes=1))
    assert reconcile() == 1
    Message.objects.filter(pk=letter.pk).update(next_try=Now())
    assert deliver(str(letter.pk)) == State.ACCEPTED
    assert len(mesh.arrived()) == 1


def test_a_letter_that_was_not_given_before_a_crash_is_given_now(
    mesh: Sandbox, story: Story, cast: Cast
) -> None:
    letter = letter_to(THEIRS, story)
    claim(message=letter.pk, is_needed=lambda _: True, by=cast.tick, on=ON)
    Message.objects.filter(pk=letter.pk).update(lease_until=Now() - timedelta(minutes=1))
    reconcile()
    Message.objects.filter(pk=letter.pk).update(next_try=Now())
    assert deliver(str(letter.pk)) == State.ACCEPTED
    assert len(mesh.arrived()) == 1


def test_a_mailbox_that_mesh_does_not_know_is_refused_in_its_words(mesh: Sandbox, story: Story) -> None:
    letter = letter_to(NOBODYS, story)
    assert deliver(str(letter.pk)) == State.FAILED
    letter.refresh_from_db()
    assert letter.reply.startswith("MESH: 417 ")
    assert "Unregistered to address" in letter.reply


def test_a_password_that_mesh_does_not_take_puts_letters_off(
    mesh: Sandbox, story: Story, settings: Any
) -> None:
    settings.MESH = {**settings.MESH, "password": "another"}
    letter = letter_to(THEIRS, story)
    assert deliver(str(letter.pk)) == State.QUEUED


def test_nobody_at_its_address_is_put_off(mesh: Sandbox, story: Story, settings: Any) -> None:
    settings.MESH = {**settings.MESH, "url": "http://127.0.0.1:9"}
    letter = letter_to(THEIRS, story)
    assert deliver(str(letter.pk)) == State.QUEUED


def test_a_certificate_that_cannot_be_read_puts_letters_off(
    mesh: Sandbox, story: Story, settings: Any
) -> None:
    gone = {"url": "https://mesh.example", "certificate": "/nowhere/mesh.pem", "key": "/nowhere/key.pem"}
    settings.MESH = {**settings.MESH, **gone}
    letter = letter_to(THEIRS, story)
    assert deliver(str(letter.pk)) == State.QUEUED


def test_outside_production_it_gives_mesh_nothing_for_others(
    mesh: Sandbox, story: Story, settings: Any
) -> None:
    settings.MAIL_ALLOWED = [NOBODYS]
    letter = letter_to(THEIRS, story)
    assert deliver(str(letter.pk)) == State.FAILED
    assert mesh.arrived() == []


def test_a_message_that_was_collected_is_waited_for_no_more(mesh: Sandbox, story: Story) -> None:
    letter = letter_to(THEIRS, story)
    deliver(str(letter.pk))
    news()
    letter.refresh_from_db()
    assert (letter.news_by is None, letter.delivered_on) == (False, None)
    with mesh.mailbox(THEIRS) as theirs:
        for message in theirs.iterate_all_messages():
            message.acknowledge()
    news()
    letter.refresh_from_db()
    assert (letter.news_by, letter.delivered_on, letter.state) == (None, ON, State.ACCEPTED)


def test_a_message_that_mesh_knows_no_longer_is_no_news(mesh: Sandbox, story: Story) -> None:
    letter = letter_to(THEIRS, story)
    deliver(str(letter.pk))
    mesh.empty()
    assert news() == 0
    letter.refresh_from_db()
    assert letter.news_by is not None


def test_a_message_that_nobody_collected_waits_for_somebody(mesh: Sandbox, story: Story, cast: Cast) -> None:
    letter = letter_to(THEIRS, story)
    deliver(str(letter.pk))
    letter.refresh_from_db()
    taken = letter.reply.removeprefix("Taken by MESH as ")
    mesh.report(str(letter.pk), "another", "About another message of this letter")
    mesh.report("of another system", taken, "Not for us")
    assert news() == 1
    letter.refresh_from_db()
    assert letter.state == State.ACCEPTED
    mesh.report(str(letter.pk), taken, "Message not collected by recipient after 5 days")
    assert news() == 1
    letter.refresh_from_db()
    assert (letter.state, letter.reply) == (
        State.RETURNED,
        "Nobody has collected it from the MESH mailbox. MESH says: Message not collected by recipient after 5 days",
    )
    assert news() == 0  # what is not ours stays, and is told to nobody
    try_again(message=letter, version=letter.version, by=cast.spoc, on=ON)
    Message.objects.filter(pk=letter.pk).update(queued_since=Now() + timedelta(minutes=1))  # another second
    assert deliver(str(letter.pk)) == State.ACCEPTED
    assert len(mesh.arrived()) == 2
