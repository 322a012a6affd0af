"""What people read when something cannot be shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client, RequestFactory

from goldenthread.accounts.queries import actor, moment
from goldenthread.cases.queries import thing
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen, safe
from goldenthread.desk.errors import views
from goldenthread.rules.access import Permission, decide

pytestmark = pytest.mark.django_db

NOTHING = "00000000-0000-4000-8000-000000000000"


def _read(answer: object) -> str:
    return safe(Screen(answer.content.decode())).one("h1").text


@pytest.mark.parametrize(
    "address", ["/nowhere", f"/case/{NOTHING}/", f"/child/{NOTHING}/", f"/services/{NOTHING}/"]
)
def test_absent_reads_the_same_whatever_is_missing(client: Client, cast: Cast, address: str) -> None:
    client.force_login(cast.spoc)
    answer = client.get(address)
    assert answer.status_code == 404
    assert _read(answer) == "There is no such page here"
    assert "Alice Penrose" in answer.content.decode()


def test_a_page_beyond_the_role_says_whom_to_ask(client: Client, cast: Cast) -> None:
    client.force_login(cast.administrator)
    answer = client.get("/services/")
    assert answer.status_code == 403
    assert _read(answer) == "Your role does not allow this"
    assert "Ask the area administrator for the role that does." in answer.content.decode()


def test_who_may_not_reads_the_sentence_of_the_decision(client: Client, story: Story) -> None:
    case, person = story.given_a_request(date(2026, 11, 2)).case, story.cast.therapist
    who, now = replace(actor(person), is_strong=True), moment(person)
    client.force_login(person)
    not_led = decide(who, Permission.READ_CASES, thing(case), now)
    no_role = decide(who, Permission.MANAGE_MEMBERS, None, now)
    for address, status, refusal in ((f"/case/{case.pk}/", 404, not_led), ("/people/", 403, no_role)):
        answer = client.get(address)
        said = " ".join(safe(Screen(answer.content.decode())).one("main").text.split())
        assert (answer.status_code, refusal.is_allowed) == (status, False)
        for sentence in refusal.sentence.rstrip(".").split(". "):
            assert sentence in said


def test_a_form_that_was_open_too_long_leads_back_to_itself(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/sign-in/?next=/services/", {"email": "x", "password": "y"})
    assert answer.status_code == 403
    assert _read(answer) == "The page was open for too long"
    assert 'href="/sign-in/?next=/services/"' in answer.content.decode()


def test_nonsense_from_a_browser_is_answered_in_sentences(cast: Cast) -> None:
    request = RequestFactory().get("/")
    answer = views.unreadable(request, ValueError())
    assert answer.status_code == 400
    assert _read(answer) == "That could not be read"


def test_our_own_fault_is_said_without_asking_the_database(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        answer = views.broken(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert _read(answer) == "Something went wrong here"
    assert "fault of Goldenthread, not of yours" in answer.content.decode()


def test_a_look_that_cannot_be_recorded_is_said_without_asking_the_database(
    client: Client, django_assert_num_queries
) -> None:
    with django_assert_num_queries(0):
        answer = views.unrecorded(RequestFactory().get("/"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert _read(answer) == "Nothing can be shown just now"
    assert "Try again in a minute" in answer.content.decode()
