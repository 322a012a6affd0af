"""A letter on paper is a task of somebody's: no worker has it, and it stops like any other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from goldenthread.accounts.actions import ensure_system_account
from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.models import Fact
from goldenthread.command.post import deliver
from goldenthread.deadlines.actions import tick
from goldenthread.demo.area import Cast, pack_text
from goldenthread.demo.stories import Story
from goldenthread.directory.actions import load
from goldenthread.post.actions import send_by_post, sign, try_again
from goldenthread.post.models import Message
from goldenthread.post.paper.tests.written import words_of
from goldenthread.post.queries import count_for_the_post, waiting_for_advice
from goldenthread.recovery.models import Restore
from goldenthread.rules.access import Role
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused, Stale
from goldenthread.rules.sending import State

pytestmark = pytest.mark.django_db
ON, LATER, LATE = date(2026, 11, 2), date(2026, 11, 4), date(2026, 12, 29)
POSTAL = 'postal = ["8 Pebble Lane", "Torbay", "ZZ1 3CC"]'
DIRECTOR = 'mailbox = "alliance-director@cfhd.example"'


def written_to_by_post(mailed: str, postal: str = POSTAL) -> None:
    """Whoever was written to by mail is written to on paper from now on."""
    text = pack_text("torbay")
    assert text.count(mailed) == 1
    load(text=text.replace(mailed, postal), by=ensure_system_account("set-up", "Set-up"), on=ON)


@pytest.fixture
def letter(story: Story, monkeypatch: pytest.MonkeyPatch) -> Message:
    """The request to speech and language therapy, which has no mailbox."""
    monkeypatch.setenv("GOLDENTHREAD_TODAY", LATER.isoformat())
    written_to_by_post('email = "slt@cfhd.example"')
    story.given_advice_is_sought(ON, "SLT", reference="EHC26-0101")
    return Message.objects.get(template="request")


def sent(letter: Message) -> list[Fact]:
    return list(Fact.objects.filter(kind=Kind.LETTER_SENT.value, details__message=str(letter.pk)))


def test_a_letter_to_post_waits_for_a_person_and_for_no_worker(letter: Message, cast: Cast) -> None:
    assert (letter.state, letter.queued_since, letter.next_try) == (State.TO_POST, None, None)
    assert str(letter.pk) not in [job.args["message"] for job in ProcrastinateJob.objects.all()]
    assert deliver(str(letter.pk)) is None
    assert Message.objects.get(pk=letter.pk).attempts == 0
    assert count_for_the_post(cast.spoc) == (1, 0)
    assert letter in waiting_for_advice()


def test_it_is_sent_on_the_day_on_which_it_was_posted_and_says_by_whom(letter: Message, cast: Cast) -> None:
    assert send_by_post(message=letter, version=1, by=cast.spoc, on=LATER) is State.ACCEPTED
    letter.refresh_from_db()
    assert (letter.state, letter.sent_on, letter.posted_by) == (State.ACCEPTED, LATER, cast.spoc.pk)
    (fact,) = sent(letter)
    assert (fact.happened_on, fact.by_id, fact.about) == (LATER, cast.spoc.pk, letter.about)
    assert count_for_the_post(cast.spoc) == (0, 0)


def test_it_is_posted_once(letter: Message, cast: Cast) -> None:
    send_by_post(message=letter, version=1, by=cast.spoc, on=LATER)
    with pytest.raises(Stale):
        send_by_post(message=letter, version=1, by=cast.spoc, on=LATER)
    letter.refresh_from_db()
    with pytest.raises(Refused, match="has changed since"):
        send_by_post(message=letter, version=letter.version, by=cast.spoc, on=LATER)
    assert len(sent(letter)) == 1


def test_once_the_advice_is_here_nobody_posts_it_and_the_next_tick_stops_it(
    letter: Message, story: Story, cast: Cast, client: Any
) -> None:
    story.given_advice_comes(AdviceRequest.objects.get(pk=letter.about), LATER)
    with pytest.raises(Refused, match="not needed any more: the advice came on 4 November 2026"):
        send_by_post(message=letter, version=1, by=cast.spoc, on=LATER)
    client.force_login(cast.spoc)
    printed = words_of(client.get(reverse("desk:letter_docx", args=[letter.pk])).content)
    assert "Do not post this. It is not needed any more." in printed
    tick(by=cast.tick, on=LATER)
    letter.refresh_from_db()
    assert letter.state == State.STOPPED
    with pytest.raises(Refused, match="has changed since"):
        send_by_post(message=letter, version=letter.version, by=cast.spoc, on=LATER)
    assert sent(letter) == []


def test_a_day_before_it_was_written_is_refused(letter: Message, cast: Cast) -> None:
    with pytest.raises(Refused, match="written on 2 November 2026"):
        send_by_post(message=letter, version=1, by=cast.spoc, on=date(2026, 11, 1))


def test_after_a_restore_it_is_compared_first(letter: Message, cast: Cast) -> None:
    Restore.objects.create(lost_after=letter.written_at, restored_by=cast.tick.pk)
    with pytest.raises(Refused, match="may have been posted already"):
        send_by_post(message=letter, version=1, by=cast.spoc, on=LATER)


def test_a_recipient_who_has_moved_gets_none_and_somebody_sees_to_it(letter: Message, cast: Cast) -> None:
    written_to_by_post('email = "slt@cfhd.example"', 'postal = ["9 Other Road", "Torbay", "ZZ1 4DD"]')
    assert send_by_post(message=letter, version=1, by=cast.spoc, on=LATER) is State.HELD
    letter.refresh_from_db()
    assert (letter.state, sent(letter)) == (State.HELD, [])
    try_again(message=letter, version=letter.version, by=cast.spoc, on=LATER)
    letter.refresh_from_db()
    assert (letter.state, letter.to_address) == (State.TO_POST, "9 Other Road\nTorbay\nZZ1 4DD")


@pytest.mark.parametrize("role", [Role.SEND_OFFICER, Role.HEALTH_PRACTITIONER, Role.DESIGNATED_OFFICER])
def test_nobody_but_its_sender_and_the_front_door_posts_it(
    letter: Message, cast: Cast, client: Any, role: Role
) -> None:
    person = cast.people[role]
    with pytest.raises(PermissionDenied):
        send_by_post(message=letter, version=1, by=person, on=LATER)
    client.force_login(person)
    assert client.get(reverse("post:send_by_post", args=[letter.pk])).status_code == 404
    assert "Print and post it" not in client.get(reverse("desk:letter", args=[letter.pk])).content.decode()


def test_a_letter_is_signed_first_and_its_copies_leave_each_in_its_own_way(story: Story, cast: Cast) -> None:
    written_to_by_post(DIRECTOR)
    story.given_advice_is_sought(ON, "SLT")
    for day in (date(2026, 12, 15), LATE):
        tick(by=cast.tick, on=day)
    letter = Message.objects.get(step="escalation-1", is_copy=False)
    assert letter.state == State.TO_SIGN
    director = cast.people[Role.ASSISTANT_DIRECTOR]
    sign(message=letter, version=1, by=director, on=LATE)
    states = {each.to_name: each.state for each in Message.objects.filter(step="escalation-1")}
    assert states == {
        "CFHD Alliance Director": State.TO_POST,
        "DMO/DCO office": State.QUEUED,
        "SEND Business Support": State.QUEUED,
    }
    letter.refresh_from_db()
    with pytest.raises(Refused, match="written on 29 December 2026"):
        send_by_post(message=letter, version=letter.version, by=director, on=date(2026, 12, 28))
    assert send_by_post(message=letter, version=letter.version, by=director, on=LATE) is State.ACCEPTED


def test_a_sender_on_paper_gets_no_word_by_post_that_a_letter_waits(story: Story, cast: Cast) -> None:
    written_to_by_post('mailbox = "ad-education@torbay.example"')
    story.given_advice_is_sought(ON, "SLT")
    for day in (date(2026, 12, 15), LATE):
        tick(by=cast.tick, on=day)
    assert Message.objects.filter(step="escalation-1").count() == 3
    assert not Message.objects.filter(template="notice").exists()


def test_the_worklist_the_list_and_the_case_lead_to_it(letter: Message, cast: Cast, client: Any) -> None:
    client.force_login(cast.spoc)
    home = client.get("/").content.decode()
    assert "1 letter waits to be printed and posted" in home
    listed = client.get(reverse("desk:letters"), {"group": "post"}).content.decode()
    assert "To print and post" in listed and letter.subject in listed
    case = client.get(reverse("desk:case", args=[letter.case_id])).content.decode()
    assert "Print and post the letter" in case
    assert "Print and post it" in client.get(reverse("desk:letter", args=[letter.pk])).content.decode()


def test_the_page_says_what_to_do_and_keeps_what_was_typed(letter: Message, cast: Cast, client: Any) -> None:
    client.force_login(cast.spoc)
    address = reverse("post:send_by_post", args=[letter.pk])
    page = " ".join(client.get(address).content.decode().split())
    assert (
        "8 Pebble Lane<br>Torbay<br>ZZ1 3CC" in page and reverse("desk:letter_pdf", args=[letter.pk]) in page
    )
    early = {"on_day": "1", "on_month": "11", "on_year": "2026", "version": "1"}
    page = client.post(address, early).content.decode()
    assert "The letter was written on 2 November 2026" in page and 'href="#id_on' in page
    assert 'value="11"' in page
    answer = client.post(address, {**early, "on_day": "3"}, follow=True).content.decode()
    assert "The letter stands on the timeline as sent." in answer and f"Posted by {cast.spoc.name}." in answer
    assert client.post(address, {**early, "on_day": "3"}).status_code == 404


def test_the_page_and_the_print_say_that_the_recipient_has_moved(
    letter: Message, cast: Cast, client: Any
) -> None:
    written_to_by_post('email = "slt@cfhd.example"', 'mesh = "X26SL001"')
    client.force_login(cast.spoc)
    content = client.get(reverse("desk:letter_docx", args=[letter.pk])).content
    assert any("Do not post this. Where Speech and Language Therapy is" in each for each in words_of(content))
    sent_on = {"on_day": "3", "on_month": "11", "on_year": "2026", "version": "1"}
    page = client.post(reverse("post:send_by_post", args=[letter.pk]), sent_on, follow=True).content.decode()
    assert "Do not post it" in page and "Held back" in page
