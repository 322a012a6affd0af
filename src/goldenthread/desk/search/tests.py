"""What is typed to find a child stands in no address, and is found again by whoever typed it alone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from goldenthread.clock import LONDON
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen, safe
from goldenthread.desk.worklist.kept import LONGEST, MOST, PATIENCE, SEARCHES, keep, words
from goldenthread.desk.worklist.views import STALE

ON = date(2026, 11, 9)
MORNING = datetime(2026, 11, 22, 9, 0, tzinfo=LONDON)


@pytest.fixture
def alice(client: Client, cast: Cast, story: Story, today: date) -> Client:
    """Alice's browser, with Wren Rowe and Hal Moyle on her worklist."""
    for forename, surname in (("Wren", "Rowe"), ("Hal", "Moyle")):
        child = story.given_a_child(forename, surname)
        story.given_advice_is_sought(ON, "SLT", request=story.given_a_request(ON, child=child))
    client.force_login(cast.spoc)
    return client


def _listed(answer: Any) -> list[str]:
    return [link.text for link in safe(Screen(answer.content.decode())).all("a") if " " in link.text]


@pytest.mark.django_db
def test_what_is_typed_stands_in_no_address_of_what_is_found(alice: Client) -> None:
    answer = alice.post("/search/", {"search": "Rowe", "due": "open", "sort": "-due"})
    assert answer.status_code == 302
    found = alice.get(answer.url)
    links = [link["href"] for link in Screen(found.content.decode()).all("a")]
    assert "Rowe" not in answer.url + " ".join(links)
    assert "sort=-due" in answer.url
    assert "Wren Rowe" in _listed(found)
    assert "Hal Moyle" not in _listed(found)


@pytest.mark.django_db
def test_nothing_typed_is_no_search(alice: Client) -> None:
    assert alice.post("/search/", {"search": "  ", "due": "week"}).url == "/?due=week"
    assert "searches" not in alice.session


@pytest.mark.django_db
def test_words_in_an_address_find_nothing(alice: Client) -> None:
    assert "Hal Moyle" in _listed(alice.get("/?search=Wren"))


@pytest.mark.django_db
def test_a_search_that_is_forgotten_says_so_and_shows_the_list(alice: Client) -> None:
    answer = alice.get("/?found=gone&due=open")
    assert STALE in Screen(answer.content.decode()).one("main").text
    assert "Hal Moyle" in _listed(answer)
    assert "found=" not in " ".join(link["href"] or "" for link in Screen(answer.content.decode()).all("a"))


@pytest.mark.django_db
def test_a_file_of_a_search_that_is_forgotten_is_not_a_file_of_everything(alice: Client) -> None:
    answer = alice.get("/worklist.csv?found=gone&due=open", follow=True)
    assert answer.redirect_chain == [("/?due=open", 302)]
    assert STALE in Screen(answer.content.decode()).one("main").text


@pytest.mark.django_db
def test_a_file_holds_what_the_search_found(alice: Client) -> None:
    address = alice.post("/search/", {"search": "wren"}).url
    lines = alice.get(f"/worklist.csv{address[1:]}").content.decode().splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["Wren Rowe"]


@pytest.mark.django_db
def test_somebody_else_s_token_finds_nothing(alice: Client, cast: Cast) -> None:
    address = alice.post("/search/", {"search": "wren"}).url
    morwenna = Client()
    morwenna.force_login(cast.manager)
    assert STALE in morwenna.get(address).content.decode()


def test_the_same_words_keep_their_token() -> None:
    session: dict[str, Any] = {}
    first = keep(session, "wren", MORNING)
    assert keep(session, "rowe", MORNING) != first
    assert keep(session, "wren", MORNING + timedelta(hours=1)) == first


def test_words_are_kept_for_a_working_day() -> None:
    session: dict[str, Any] = {}
    token = keep(session, "wren", MORNING)
    assert words(session, token, MORNING + PATIENCE - timedelta(minutes=1)) == "wren"
    assert words(session, token, MORNING + PATIENCE) == ""
    keep(session, "rowe", MORNING + PATIENCE)
    assert token not in session[SEARCHES]


def test_the_oldest_search_makes_room() -> None:
    session: dict[str, Any] = {}
    tokens = [keep(session, f"child {number}", MORNING) for number in range(MOST + 1)]
    assert words(session, tokens[0], MORNING) == ""
    assert words(session, tokens[1], MORNING) == "child 1"
    assert len(session[SEARCHES]) == MOST


def test_no_more_is_kept_than_a_name_has() -> None:
    session: dict[str, Any] = {}
    assert len(words(session, keep(session, "w" * 10_000, MORNING), MORNING)) == LONGEST
