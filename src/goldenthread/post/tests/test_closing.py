"""A letter that did not reach its recipient is closed by whoever told them another way."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.audit.models import Entry
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.desk.health.queries import neglected
from goldenthread.post.actions import close
from goldenthread.post.models import Message
from goldenthread.rules.refusals import Refused, Stale
from goldenthread.rules.sending import State, Told

pytestmark = pytest.mark.django_db

WRITTEN, LATER = date(2026, 11, 2), date(2026, 11, 20)


@pytest.fixture
def letter(story: Story, today, monkeypatch) -> Message:
    """The request to SLT, which its mail server refused."""
    story.given_advice_is_sought(WRITTEN, "SLT")
    monkeypatch.setenv("GOLDENTHREAD_TODAY", LATER.isoformat())
    found = Message.objects.get(template="request")
    Message.objects.filter(pk=found.pk).update(state=State.FAILED.value, reply="550 No such mailbox")
    found.refresh_from_db()
    return found


def test_it_says_how_its_recipient_came_to_know_and_waits_for_nobody(
    letter: Message, cast: Cast, client
) -> None:
    assert neglected(LATER)[0] == 1
    client.force_login(cast.spoc)
    shown = client.get(reverse("desk:letter", args=[letter.pk])).content.decode()
    assert reverse("post:close", args=[letter.pk]) in shown
    typed = {"told": "PHONE", "told_on_day": "19", "told_on_month": "11", "told_on_year": "2026"}
    address, version = reverse("post:close", args=[letter.pk]), {"version": str(letter.version)}
    assert client.post(address, {**typed, **version}).status_code == 302
    shown = client.get(reverse("desk:letter", args=[letter.pk])).content.decode()
    assert "Its recipient was told by telephone, on 19 November 2026." in shown
    assert client.post(address, {**typed, **version}).status_code == 404
    assert Message.objects.get(pk=letter.pk).state == State.STOPPED
    assert neglected(LATER)[0] == 0
    assert Entry.objects.filter(deed="post.close", subject_id=letter.pk).count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"told": ""}, "Choose why the letter does not have to leave"),
        ({"told_on_day": "1"}, "The letter was written on 2 November 2026"),
        ({"told_on_year": "2099"}, "The day"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said(
    letter: Message, cast: Cast, client, typed, sentence: str
) -> None:
    client.force_login(cast.spoc)
    given = {"told": "PHONE", "told_on_day": "19", "told_on_month": "11", "told_on_year": "2026"}
    answer = client.post(
        reverse("post:close", args=[letter.pk]), {**given, "version": str(letter.version), **typed}
    )
    assert sentence in answer.content.decode()
    assert Message.objects.get(pk=letter.pk).state == State.FAILED


def test_a_letter_that_changed_or_left_meanwhile_is_not_closed(letter: Message, cast: Cast) -> None:
    words = {"told": Told.PHONE, "told_on": LATER, "by": cast.spoc, "on": LATER}
    with pytest.raises((Stale, Refused)):
        close(message=letter, version=letter.version - 1, **words)
    Message.objects.filter(pk=letter.pk).update(state=State.ACCEPTED.value)
    with pytest.raises((Stale, Refused)):
        close(message=letter, version=letter.version + 1, **words)
