"""A page of the worklist costs the same questions and little time however much is on it."""

from __future__ import annotations

import time
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldenthread.deadlines.awaited import Deed
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.design.environment import environment
from goldenthread.desk.worklist import page
from goldenthread.desk.worklist.lines import Line
from goldenthread.desk.worklist.wanted import asked

ON = date(2026, 10, 5)
QUESTIONS = 30
MILLISECONDS = 20
"""A page of 50 rows is rendered in about 3 ms on a quiet machine; a busy one may take some times as long."""


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


def test_fifty_rows_are_rendered_in_milliseconds() -> None:
    line = Line(
        f"/case/{uuid4()}/", "Wren Rowe", "EHC26-0001", "SLT", "Torbay", "5 Oct 2026", "16 Nov 2026", "red",
        "6 days late", "", "", "", "Chase within health", "17 Nov 2026", "SLT", "Give the advice", "20 Nov 2026",
    )  # fmt: skip
    lists = (
        "overdue",
        "week",
        "unacknowledged",
        "before_go_live",
        "held",
        "not_known",
        "open",
        "broken",
        "refused",
    )
    counts = dict.fromkeys(lists, 50)
    built = page.worklist(
        asked=asked({}), tallies=counts, waiting=dict.fromkeys(Deed, 1), total=50, lines=(line,) * 50, has_area=True,
        may_export=True, receive_href="/",
    )  # fmt: skip
    template = environment().get_template("desk/worklist/page.jinja")
    best = min(_seconds(lambda: template.render(page=built)) for _ in range(5))
    assert best * 1000 < MILLISECONDS


def _seconds(deed: object) -> float:
    start = time.perf_counter()
    deed()  # type: ignore[operator]
    return time.perf_counter() - start
