"""A page of the worklist costs the same questions however much is on it. Its time is measured in the benchmarks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story

ON = date(2026, 10, 5)
QUESTIONS = 39


def _questions(client: Client, address: str = "/") -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked_:
        assert client.get(address).status_code == 200
    return len(asked_)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "search", "/?due=acknowledge"])
def test_more_rows_ask_no_more_questions(
    client: Client, cast: Cast, story: Story, today, address: str
) -> None:
    client.force_login(cast.spoc)
    if address == "search":
        address = client.post("/search/", {"due": "overdue", "search": "a", "sort": "child"}).url
    for days in range(2):
        story.given_advice_is_sought(ON + timedelta(days=days), "OT")
        story.given_a_request(ON)
    _questions(client, address)
    few = _questions(client, address)
    for days in range(20):
        story.given_advice_is_sought(ON + timedelta(days=days), "OT", "SLT")
        story.given_a_request(ON)
    client.get(address)
    assert _questions(client, address) == few <= QUESTIONS
