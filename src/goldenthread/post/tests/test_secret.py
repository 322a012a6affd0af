"""What only the recipient of a letter reads: sealed while it waits, in the mail as it leaves, then gone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.accounts.sealing import seal
from goldenthread.demo.stories import Story
from goldenthread.post.actions import claim, send, stop, write
from goldenthread.post.letters import Letter
from goldenthread.post.models import Message
from goldenthread.rules.letters import KEPT_OUT
from goldenthread.rules.sending import Outcome, State

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 2)
SECRET = "https://somewhere.example/opens-a-door"


@pytest.fixture
def letter(story: Story) -> Message:
    """A letter to speech and language therapy with a secret in it, ready to leave."""
    (asked,) = story.given_advice_is_sought(ON, "SLT")
    values = {
        "service": "SLT", "reference": asked.case.reference, "due_on": "14 December 2026", "front_door": "SPOC",
        "link": KEPT_OUT, "reply_by": "16 November 2026",
    }  # fmt: skip
    one = Letter(
        area=asked.area_id, case=asked.case_id, about=asked.pk, key="secret", pack=asked.pack_version_id,
        template="answer-link", sender="spoc", recipient="service", service="slt", values=values, stops=True,
        secret=SECRET,
    )  # fmt: skip
    (id_,) = write(letters=[one], by=story.cast.spoc, on=ON)
    return Message.objects.get(pk=id_)


def claimed(letter: Message, by: Any, *, is_needed: bool = True) -> Any:
    return claim(message=letter.pk, is_needed=lambda _: is_needed, by=by, on=ON)


def test_it_stands_in_the_mail_and_nowhere_else_and_is_erased_when_the_mail_was_taken(
    story: Story, letter: Message
) -> None:
    assert SECRET not in str(vars(letter)) and KEPT_OUT in letter.text
    attempt = claimed(letter, story.cast.tick)
    assert SECRET in attempt.text and KEPT_OUT not in attempt.text
    words = {"claimed": attempt, "by": story.cast.tick, "on": ON}
    send(**words, outcome=Outcome.LATER, reply="451 Later")
    assert Message.objects.get(pk=letter.pk).secret
    send(**words, outcome=Outcome.ACCEPTED, reply="250 Taken")
    letter.refresh_from_db()
    assert (letter.state, letter.secret) == (State.ACCEPTED, "")
    assert KEPT_OUT in letter.text


def test_a_letter_whose_secret_cannot_be_read_any_more_does_not_leave(story: Story, letter: Message) -> None:
    Message.objects.filter(pk=letter.pk).update(secret=seal(SECRET)[:-4] + "AAAA")
    assert claimed(letter, story.cast.tick) is None
    letter.refresh_from_db()
    assert letter.state == State.FAILED
    assert "sealed with a key that is gone" in letter.reply


def test_a_letter_that_nobody_needs_any_more_forgets_it(story: Story, letter: Message) -> None:
    assert claimed(letter, story.cast.tick, is_needed=False) is None
    assert Message.objects.get(pk=letter.pk).secret == ""


def test_a_letter_that_is_stopped_forgets_it(story: Story, letter: Message) -> None:
    stop(abouts=[letter.about], by=story.cast.tick, on=ON)
    assert Message.objects.get(pk=letter.pk).secret == ""
