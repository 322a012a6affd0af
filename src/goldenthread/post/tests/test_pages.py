"""The pages of letters: what waits on top, signed once, tried again; absent for whoever has no part in them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.deadlines.actions import tick
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.post.actions import sign
from goldenthread.post.models import Message
from goldenthread.rules.access import Role
from goldenthread.rules.sending import State

pytestmark = pytest.mark.django_db
ON, LATE = date(2026, 11, 2), date(2026, 12, 29)


@pytest.fixture
def letter(story: Story, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Message:
    """The escalation letter about late advice, which waits for its signature."""
    monkeypatch.setenv("GOLDENTHREAD_TODAY", LATE.isoformat())
    story.given_advice_is_sought(ON, "SLT")
    for day in (date(2026, 12, 15), LATE):
        tick(by=cast.tick, on=day)
    return Message.objects.get(step="escalation-1", is_copy=False)


def said(client: Any, person: Any, name: str, *args: Any) -> str:
    client.force_login(person)
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_list_shows_first_what_waits_for_somebody_and_each_letter_once(
    letter: Message, cast: Cast, client: Any
) -> None:
    page = said(client, cast.people[Role.ASSISTANT_DIRECTOR], "desk:letters")
    assert page.count("Escalation: advice of SLT") == 1
    assert "Chase" not in page
    everything = client.get(reverse("desk:letters"), {"group": "all"}).content.decode()
    assert everything.count("Escalation: advice of SLT") == 3
    assert "Waiting to leave" in everything


@pytest.mark.parametrize("query", [{"group": "nonsense"}, {"sort": "-nonsense"}, {"page": "99"}])
def test_nonsense_in_the_address_shows_the_list(letter: Message, cast: Cast, client: Any, query: Any) -> None:
    client.force_login(cast.spoc)
    assert "Escalation: advice of SLT" in client.get(reverse("desk:letters"), query).content.decode()


def test_the_file_holds_every_letter_that_was_asked_for(letter: Message, cast: Cast, client: Any) -> None:
    client.force_login(cast.spoc)
    rows = client.get(reverse("desk:letters_csv"), {"group": "all"}).content.decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + Message.objects.count()
    assert any("alliance-director@cfhd.example" in row and "To be signed" in row for row in rows)


def test_a_letter_is_signed_once_however_often_the_form_is_sent(
    letter: Message, cast: Cast, client: Any
) -> None:
    director = cast.people[Role.ASSISTANT_DIRECTOR]
    assert "and 2 copies. It cannot be called back." in said(client, director, "post:sign", letter.pk)
    address = reverse("post:sign", args=[letter.pk])
    assert client.post(address, {"version": "1"}).status_code == 302
    assert client.post(address, {"version": "1"}).status_code == 404
    assert {row.state for row in Message.objects.filter(step="escalation-1")} == {State.QUEUED}


@pytest.mark.parametrize("role", [Role.SPOC_MANAGER, Role.SEND_MANAGER, Role.DESIGNATED_OFFICER])
def test_nobody_else_finds_the_page_on_which_it_is_signed(
    letter: Message, cast: Cast, client: Any, role: Role
) -> None:
    client.force_login(cast.people[role])
    assert client.get(reverse("post:sign", args=[letter.pk])).status_code == 404
    assert "Read and sign it" not in said(client, cast.people[role], "desk:letter", letter.pk)


def test_a_letter_that_was_refused_says_why_and_is_tried_again_once(
    letter: Message, cast: Cast, client: Any
) -> None:
    sign(message=letter, version=1, by=cast.people[Role.ASSISTANT_DIRECTOR], on=LATE)
    Message.objects.filter(pk=letter.pk).update(state=State.FAILED.value, reply="550 No such mailbox")
    assert "550 No such mailbox" in said(client, cast.spoc, "desk:letter", letter.pk)
    page = said(client, cast.spoc, "post:try_again", letter.pk)
    assert "It did not leave: 550 No such mailbox" in page
    Message.objects.filter(pk=letter.pk).update(state=State.RETURNED.value, reply="The mailbox is full.")
    assert "It came back: The mailbox is full. It goes" in said(
        client, cast.spoc, "post:try_again", letter.pk
    )
    version = Message.objects.get(pk=letter.pk).version
    address = reverse("post:try_again", args=[letter.pk])
    assert client.post(address, {"version": str(version)}).status_code == 302
    assert Message.objects.get(pk=letter.pk).state == State.QUEUED
    assert client.post(address, {"version": str(version)}).status_code == 404


def test_what_a_letter_lacks_is_asked_beside_its_field_and_nothing_typed_is_lost(
    letter: Message, cast: Cast, client: Any
) -> None:
    for day in (date(2027, 1, 5), date(2027, 1, 19), date(2027, 2, 2)):
        tick(by=cast.tick, on=day)
    outcome = Message.objects.filter(step="health-outcome").earliest("recipient")
    client.force_login(cast.people[Role.HEAD_OF_SERVICE])
    address = reverse("post:complete", args=[outcome.pk])
    sent = {
        "version": "1",
        "template": "health-not-provided",
        "ground": "not-required",
        "words": "Not needed & agreed.",
    }
    page = client.post(address, sent).content.decode()
    assert "Choose who decided" in page
    assert "Not needed &amp; agreed." in page
    page = client.post(address, {**sent, "decided_by": ["head-camhs"], "ground": ""}).content.decode()
    assert "Choose why the advice will not be given" in page
    assert 'href="#id_ground' in page
    client.post(address, {**sent, "decided_by": ["head-camhs"]})
    outcome.refresh_from_db()
    assert outcome.state == State.QUEUED
    assert (
        "This was decided by Head of CAMHS. The reason: Advice of this service is not required"
        in outcome.text
    )
    assert "Not needed & agreed." in outcome.text


def test_the_officer_is_asked_what_is_being_done_and_nothing_else(
    letter: Message, cast: Cast, client: Any
) -> None:
    tick(by=cast.tick, on=date(2027, 1, 5))
    answer = Message.objects.get(step="dco-response", is_copy=False)
    address = reverse("post:complete", args=[answer.pk])
    page = said(client, cast.people[Role.DESIGNATED_OFFICER], "post:complete", answer.pk)
    assert "What is being done?" in page
    assert "When will the advice be given?" not in page and "Which letter do you send?" not in page
    assert "Enter what is being done" in client.post(address, {"version": "1", "words": " "}).content.decode()
    client.post(address, {"version": "1", "words": "Another therapist gives it."})
    answer.refresh_from_db()
    assert "What is being done: Another therapist gives it." in answer.text


@pytest.mark.parametrize(
    ("typed", "problem", "field"),
    [
        ({}, "Choose which letter you send", "template"),
        ({"template": "health-date"}, "Enter the day on which the advice will be given", "promised_on_day"),
        ({"template": "health-date"}, "Choose the main reason for the delay", "cause"),
        (
            {"template": "health-date", "promised_on": "2026-12-28", "cause": "capacity"},
            "The advice cannot be promised for a day before 29 December 2026",
            "promised_on_day",
        ),
        ({"template": "health-not-provided"}, "Choose why the advice will not be given", "ground"),
        ({"template": "health-not-provided"}, "Say in a sentence why it was decided so", "words"),
    ],
)
def test_each_problem_of_an_outcome_leads_to_its_field(
    letter: Message, cast: Cast, client: Any, typed: dict[str, str], problem: str, field: str
) -> None:
    for day in (date(2027, 1, 5), date(2027, 1, 19), date(2027, 2, 2)):
        tick(by=cast.tick, on=day)
    outcome = Message.objects.filter(step="health-outcome").earliest("recipient")
    client.force_login(cast.people[Role.HEAD_OF_SERVICE])
    answer = client.post(reverse("post:complete", args=[outcome.pk]), {"version": "1", **typed})
    page = answer.content.decode()
    assert problem in page
    assert f'href="#id_{field}"' in page
