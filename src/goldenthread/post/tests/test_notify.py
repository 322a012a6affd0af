"""Letters through GOV.UK Notify: taken once under our Message-ID, found again, refused or put off in its own words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import requests
from django.db.models.functions import Now

from goldenthread.command.post import deliver, news
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.post.actions import confirm, try_again
from goldenthread.post.channels import is_set_up
from goldenthread.post.channels.http import outcome_of
from goldenthread.post.models import Attempt, Message
from goldenthread.post.tests.notify_server import LETTER, MAIL, Notify, notify
from goldenthread.post.tests.test_channels import contact_becomes
from goldenthread.post.tests.waiting import made_silent
from goldenthread.rules.channels import Channel
from goldenthread.rules.refusals import Refused
from goldenthread.rules.sending import Outcome, State

pytestmark = pytest.mark.django_db
__all__ = ["notify"]
ON = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", ON.isoformat())


@pytest.fixture
def letter(story: Story) -> Message:
    """A request to speech and language therapy, queued."""
    story.given_advice_is_sought(ON, "SLT")
    return Message.objects.get(template="request")


def again(letter: Message) -> State | None:
    """One more attempt, as if its time had come."""
    Message.objects.filter(pk=letter.pk).update(next_try=Now())
    return deliver(str(letter.pk))


def reply(letter: Message) -> str:
    return str(Message.objects.values_list("reply", flat=True).get(pk=letter.pk))


def test_a_mail_is_one_notification_under_our_message_id(notify: Notify, letter: Message) -> None:
    assert deliver(str(letter.pk)) == State.ACCEPTED
    (given,) = notify.given
    assert (given["type"], given["template_id"], given["reference"]) == ("email", MAIL, letter.message_id)
    assert given["email_address"] == "slt@cfhd.example"
    assert given["personalisation"]["subject"] == letter.subject
    assert given["personalisation"]["body"].startswith(letter.text.rstrip())
    token = letter.message_id.strip("<").partition("@")[0]
    assert f"Please answer to letters+{token}@" in given["personalisation"]["body"]
    assert reply(letter) == f"Taken by GOV.UK Notify as {given['id']}"


def test_no_particulars_of_the_child_are_given(notify: Notify, letter: Message) -> None:
    deliver(str(letter.pk))
    child = letter.case.child
    assert not any(word in str(notify.given) for word in (child.forename, child.surname, child.nhs_number))


def test_a_postal_letter_has_the_name_and_the_lines_of_its_address(notify: Notify, story: Story) -> None:
    contact_becomes('postal = ["1 Harbour Street", "Torquay", "TQ1 1AA"]')
    story.given_advice_is_sought(ON, "SLT")
    assert deliver(str(Message.objects.get(template="request").pk)) == State.ACCEPTED
    (given,) = notify.given
    lines = [given["personalisation"][f"address_line_{number}"] for number in range(1, 5)]
    assert lines == ["Speech and Language Therapy", "1 Harbour Street", "Torquay", "TQ1 1AA"]
    assert (given["type"], given["template_id"]) == ("letter", LETTER)


def test_an_answer_that_was_cut_off_is_looked_up_and_nothing_is_given_twice(
    notify: Notify, letter: Message
) -> None:
    notify.answers = ["vanish"]
    assert deliver(str(letter.pk)) == State.UNKNOWN
    assert again(letter) == State.ACCEPTED
    (given,) = notify.given
    assert notify.asked == [{"reference": [letter.message_id]}] * 2
    assert reply(letter) == f"Taken by GOV.UK Notify as {given['id']}"
    assert [each.outcome for each in Attempt.objects.order_by("number")] == ["lost", "accepted"]


def test_what_came_back_does_not_stand_for_the_letter(notify: Notify, letter: Message) -> None:
    notify.answers = ["vanish"]
    deliver(str(letter.pk))
    notify.given[0]["status"] = "permanent-failure"
    assert again(letter) == State.ACCEPTED
    assert len(notify.given) == 2


def test_what_went_to_another_mailbox_does_not_stand_for_the_letter(notify: Notify, letter: Message) -> None:
    notify.answers = ["vanish"]
    deliver(str(letter.pk))
    notify.given[0]["email_address"] = "before@cfhd.example"
    assert again(letter) == State.ACCEPTED
    assert len(notify.given) == 2


def test_a_letter_that_left_before_a_restore_is_found(notify: Notify, letter: Message) -> None:
    deliver(str(letter.pk))
    Attempt.objects.all().delete()
    Message.objects.filter(pk=letter.pk).update(state=State.QUEUED.value, attempts=0, news_by=None)
    assert again(letter) == State.ACCEPTED
    assert len(notify.given) == 1


def test_while_it_cannot_be_looked_up_nothing_is_given(notify: Notify, letter: Message) -> None:
    notify.answers = ["vanish"]
    deliver(str(letter.pk))
    notify.silent = True
    assert again(letter) == State.QUEUED
    assert len(notify.given) == 1


@pytest.mark.parametrize(
    ("status", "state"),
    [(400, State.FAILED), (403, State.QUEUED), (429, State.QUEUED), (500, State.QUEUED), (503, State.QUEUED)],
)
def test_a_refusal_is_final_and_too_many_at_once_is_not(
    notify: Notify, letter: Message, status: int, state: State
) -> None:
    notify.answers = [status]
    assert deliver(str(letter.pk)) == state
    assert (reply(letter), notify.given) == (f"GOV.UK Notify: {status} It will not do", [])


def test_nobody_at_its_address_is_put_off(notify: Notify, letter: Message, settings: Any) -> None:
    settings.NOTIFY = {**settings.NOTIFY, "url": "http://127.0.0.1:9"}
    assert deliver(str(letter.pk)) == State.QUEUED


def test_an_answer_that_did_not_come_in_time_is_not_certain() -> None:
    assert outcome_of(requests.ReadTimeout()) is Outcome.LOST
    assert outcome_of(requests.ConnectTimeout()) is Outcome.LATER
    assert outcome_of(requests.exceptions.SSLError()) is Outcome.LATER


def test_outside_production_it_gives_notify_nothing_for_others(
    notify: Notify, letter: Message, settings: Any
) -> None:
    settings.MAIL_ALLOWED = ["torbay.example"]
    assert deliver(str(letter.pk)) == State.FAILED
    assert notify.given == []


def test_without_a_template_for_letters_only_mail_leaves(notify: Notify, settings: Any) -> None:
    settings.NOTIFY = {**settings.NOTIFY, "letter": ""}
    assert (is_set_up(Channel.MAIL), is_set_up(Channel.PRINT)) == (True, False)


def test_a_notification_that_reached_nobody_waits_for_somebody(
    notify: Notify, letter: Message, cast: Cast
) -> None:
    deliver(str(letter.pk))
    assert news() == 0
    notify.given[0]["status"] = "permanent-failure"
    assert news() == 1
    letter.refresh_from_db()
    assert letter.state == State.RETURNED
    assert letter.reply == "There is no such mailbox or address. GOV.UK Notify says so."
    try_again(message=letter, version=letter.version, by=cast.spoc, on=ON)
    assert deliver(str(letter.pk)) == State.ACCEPTED
    news()  # it still tells of the first
    letter.refresh_from_db()
    assert (letter.state, len(notify.given)) == (State.ACCEPTED, 2)


@pytest.mark.parametrize("status", ["delivered", "received"])
def test_a_notification_that_arrived_is_waited_for_no_more(
    notify: Notify, letter: Message, status: str
) -> None:
    deliver(str(letter.pk))
    news()
    letter.refresh_from_db()
    assert (letter.news_by is None, letter.delivered_on) == (False, None)
    notify.given[0]["status"] = status
    news()
    letter.refresh_from_db()
    assert (letter.news_by, letter.delivered_on, letter.state) == (None, ON, State.ACCEPTED)
    notify.given[0]["status"] = "permanent-failure"
    news()  # what was said to have arrived may come back all the same
    letter.refresh_from_db()
    assert (letter.state, letter.delivered_on) == (State.RETURNED, None)


def test_what_notify_keeps_no_longer_is_no_news(notify: Notify, letter: Message) -> None:
    deliver(str(letter.pk))
    notify.given.clear()
    assert news() == 0
    letter.refresh_from_db()
    assert letter.news_by is not None


def test_what_its_recipient_misses_is_given_anew_though_notify_still_has_it(
    notify: Notify, letter: Message, cast: Cast
) -> None:
    deliver(str(letter.pk))
    made_silent(letter)
    confirm(message=letter, version=letter.version, is_there=False, by=cast.spoc, on=ON)
    letter.refresh_from_db()
    try_again(message=letter, version=letter.version, by=cast.spoc, on=ON)
    assert deliver(str(letter.pk)) == State.ACCEPTED
    assert len({each["id"] for each in notify.given}) == 2
    letter.refresh_from_db()
    assert letter.reply == f"Taken by GOV.UK Notify as {notify.given[1]['id']}"


def test_news_that_cannot_be_had_is_said(notify: Notify) -> None:
    notify.silent = True
    with pytest.raises(Refused, match="No news of letters can be had. GOV.UK Notify: 500"):
        news()
