"""What the security standard asks of every page at once, and no page's own test would name."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from conftest import LONG
from goldenthread.demo.area import PASSWORD, Cast
from goldenthread.demo.phone import code, secret_of
from goldenthread.demo.stories import Story
from tests.house.walking import TODAY, addresses, lived

pytestmark = pytest.mark.django_db

ELSEWHERE = "https://elsewhere.example"


@pytest.fixture
def things(cast: Cast, story: Story, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", TODAY.isoformat())
    return lived(cast, story)


def test_no_answer_opens_itself_to_another_site(client: Client, cast: Cast, things: dict[str, Any]) -> None:
    """An ordinary run asks every third."""
    client.force_login(cast.manager)
    for name, address in list(addresses(things))[:: 1 if LONG else 3]:
        answer = client.get(address, headers={"origin": ELSEWHERE})
        assert not [header for header in answer.headers if header.startswith("Access-Control-")], name
        preflight = client.options(address, headers={"origin": ELSEWHERE})
        assert not [header for header in preflight.headers if header.startswith("Access-Control-")], name


def test_an_answer_stands_in_the_form_and_not_in_the_address(
    client: Client, cast: Cast, things: dict[str, Any]
) -> None:
    client.force_login(cast.manager)
    address = reverse("people:amend", args=[things["child_id"]])
    answer = client.post(f"{address}?forename=Mallory&surname=Mallory", {"gp_practice": "Quay"})
    assert b"Mallory" not in answer.content
    assert b"There is a problem" in answer.content


def test_of_two_answers_to_one_question_one_is_taken(
    client: Client, cast: Cast, things: dict[str, Any]
) -> None:
    client.force_login(cast.manager)
    address = reverse("people:add_carer", args=[things["child_id"]])
    said = {"name": ["Ned Quick", "Rosa Quick"], "relationship": "mother", "classification": "ordinary"}
    client.post(address, said)
    said = client.get(reverse("desk:child", args=[things["child_id"]])).content.decode()
    assert ("Ned Quick" in said, "Rosa Quick" in said) == (False, True)


def test_signing_in_begins_a_session_that_nobody_knew_before(client: Client, cast: Cast) -> None:
    client.post("/sign-in/", {"email": cast.spoc.email, "password": PASSWORD})
    halfway = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/sign-in/code/", {"code": code(secret_of(cast.spoc.email))})
    assert client.get("/services/").status_code == 200
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != halfway
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = halfway
    assert thief.get("/services/").status_code == 302
