"""By which channel a letter leaves: chosen from its recipient's contact, and asked again before it leaves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.accounts.actions import ensure_system_account
from goldenthread.command.post import deliver
from goldenthread.demo.area import Cast, pack_text
from goldenthread.demo.stories import Story
from goldenthread.directory.actions import load
from goldenthread.directory.models import Service
from goldenthread.inbox.models import Thread
from goldenthread.post.actions import claim, send, try_again
from goldenthread.post.models import Message
from goldenthread.rules.channels import Channel
from goldenthread.rules.sending import Outcome, State

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 2)
MAILED = 'email = "slt@cfhd.example"'
MESHED = 'mesh = "X26SL001"'


def contact_becomes(contact: str) -> None:
    """Speech and language therapy has another contact point from now on."""
    text = pack_text("torbay")
    assert text.count(MAILED) == 1
    load(text=text.replace(MAILED, contact), by=ensure_system_account("set-up", "Set-up"), on=ON)


def request_to_slt(story: Story) -> Message:
    story.given_advice_is_sought(ON, "SLT")
    return Message.objects.get(template="request")


def claimed(letter: Message, cast: Cast) -> Any:
    return claim(message=letter.pk, is_needed=lambda _: True, by=cast.tick, on=ON)


def test_a_service_with_a_mesh_mailbox_is_written_to_there(story: Story, cast: Cast) -> None:
    contact_becomes(MESHED)
    assert Service.objects.get(area=cast.area, label="SLT").contact_point == "MESH mailbox X26SL001"
    letter = request_to_slt(story)
    assert (letter.channel, letter.to_address, letter.state) == ("mesh", "X26SL001", State.QUEUED)
    attempt = claimed(letter, cast)
    assert (attempt.channel, attempt.to_address) == (Channel.MESH, "X26SL001")


def test_a_postal_address_keeps_its_lines(story: Story, cast: Cast) -> None:
    contact_becomes('postal = ["1 Harbour Street", "Torquay", "TQ1 1AA"]')
    letter = request_to_slt(story)
    assert (letter.channel, letter.to_address) == ("print", "1 Harbour Street\nTorquay\nTQ1 1AA")


def test_where_the_channel_changed_meanwhile_the_letter_is_held_back_until_somebody_tries_again(
    story: Story, cast: Cast
) -> None:
    letter = request_to_slt(story)
    assert letter.channel == Channel.MAIL
    contact_becomes(MESHED)
    assert claimed(letter, cast) is None
    letter.refresh_from_db()
    assert letter.state == State.HELD
    try_again(message=letter, version=letter.version, by=cast.spoc, on=ON)
    letter.refresh_from_db()
    assert (letter.channel, letter.to_address, letter.state) == ("mesh", "X26SL001", State.QUEUED)


def test_a_letter_waits_while_its_channel_is_not_set_up(story: Story, cast: Cast) -> None:
    contact_becomes(MESHED)
    letter = request_to_slt(story)
    assert deliver(str(letter.pk)) is None
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (State.QUEUED, 0)


def test_an_answer_is_expected_by_mail_alone(story: Story, cast: Cast) -> None:
    contact_becomes(MESHED)
    letter = request_to_slt(story)
    words = {"outcome": Outcome.ACCEPTED, "reply": "Taken", "by": cast.tick, "on": ON}
    assert send(claimed=claimed(letter, cast), **words) == State.ACCEPTED
    assert not Thread.objects.filter(pk=letter.pk).exists()
