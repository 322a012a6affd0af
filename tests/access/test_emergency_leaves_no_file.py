"""What was opened in an emergency is read on pages and stands in no file (A15)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from goldenthread.cases.actions import open_in_emergency
from goldenthread.demo.stories import Story
from goldenthread.rules.access import Role

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 2)


@pytest.fixture
def manager(story: Story, client: Client, today: date) -> Client:
    """The team manager of speech and language therapy, who opened a case on which only OT was asked."""
    story.given_advice_is_sought(ON, "SLT", reference="EHC26-0001")
    story.given_advice_is_sought(ON, "OT", reference="EHC26-0002")
    person = story.cast.people[Role.TEAM_MANAGER]
    words = {"reason": "harm", "words": "She came to the ward tonight."}
    open_in_emergency(found_by="EHC26-0002", **words, by=person, on=ON)
    client.force_login(person)
    return client


def test_the_page_shows_it(manager: Client) -> None:
    assert b"EHC26-0002" in manager.get("/?due=all").content


@pytest.mark.parametrize(
    "address",
    ["/worklist.csv?due=all", "/month/torbay/2026-11/asked.csv", "/month/torbay/2026-11/received.csv"],
)
def test_a_file_holds_the_own_case_and_not_that_one(manager: Client, address: str) -> None:
    answer: Any = manager.get(address)
    assert answer.status_code == 200
    assert b"EHC26-0001" in answer.content
    assert b"EHC26-0002" not in answer.content
