"""A line of the log is one line, of ids alone, whatever happens."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client

from goldenthread.audit.models import Entry
from goldenthread.config.logs import HEADER, Line
from goldenthread.demo.area import Cast
from goldenthread.demo.stories import Story
from goldenthread.desk.health import queries
from goldenthread.people.models import Child

REFERENCE = "0f8b7c1e-4a52-4d7e-9d3b-2f6f1f1f7a10"


class Kept(io.StringIO):
    """What was logged, line by line."""

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def log() -> Iterator[Kept]:
    """Everything that is logged, as the settings write it, with the requests' lines."""
    kept = Kept()
    handler = logging.StreamHandler(kept)
    handler.setFormatter(Line())
    logging.root.addHandler(handler)
    ours = logging.getLogger("goldenthread")
    before = ours.level
    ours.setLevel(logging.INFO)
    yield kept
    ours.setLevel(before)
    logging.root.removeHandler(handler)


@pytest.mark.django_db
def test_a_request_is_one_line_of_ids(client: Client, cast: Cast, story: Story, log: Kept) -> None:
    child = story.given_a_child()
    client.force_login(cast.spoc)
    answer = client.get(f"/child/{child.pk}/?from=Wren+Rowe")
    (line,) = log.lines()
    assert line.pop("at").endswith("+00:00")
    assert line.pop("milliseconds") >= 0
    assert line == {
        "level": "info",
        "logger": "goldenthread.requests",
        "request": answer[HEADER],
        "event": "request",
        "method": "GET",
        "route": "desk:child",
        "about": {"child_id": str(child.pk)},
        "account": str(cast.spoc.pk),
        "status": 200,
    }


@pytest.mark.django_db
def test_an_address_that_somebody_made_up_is_not_repeated(client: Client, log: Kept) -> None:
    client.get("/Wren%20Rowe/?q=Wren%0d%0aRowe", headers={"user-agent": "Wren\r\nRowe", "referer": "/Wren"})
    client.generic("WREN", "/sign-in/")
    assert "Wren" not in log.getvalue()
    assert "WREN" not in log.getvalue()
    assert [line["status"] for line in log.lines()] == [404, 405]


@pytest.mark.django_db
def test_a_style_sheet_is_not_worth_a_line(client: Client, log: Kept) -> None:
    client.get("/static/goldenthread.css")
    assert log.lines() == []


@pytest.mark.django_db
def test_a_reference_that_a_caller_sends_is_not_taken(client: Client) -> None:
    assert client.get("/health/live", headers={HEADER: REFERENCE})[HEADER] != REFERENCE


@pytest.mark.django_db
def test_the_reference_of_an_answer_leads_to_what_the_audit_says_of_it(
    client: Client, cast: Cast, story: Story
) -> None:
    child = story.given_a_child()
    client.force_login(cast.spoc)
    answer = client.get(f"/child/{child.pk}/")
    assert Entry.objects.filter(request_id=answer[HEADER], child_id=child.pk).exists()


@pytest.mark.django_db
def test_a_failure_is_told_by_its_place_and_not_by_its_words(
    client: Client, cast: Cast, log: Kept, monkeypatch: Any
) -> None:
    def fails() -> int:
        raise ValueError("Wren Rowe, 999 000 0018")

    monkeypatch.setattr(queries, "marked", fails)
    client.force_login(cast.spoc)
    client.raise_request_exception = False
    answer = client.get("/health/")
    assert "Wren" not in log.getvalue()
    told = next(line for line in log.lines() if "error" in line)
    assert told["error"]["kind"] == "builtins.ValueError"
    assert told["error"]["calls"][-1].endswith(" fails")
    assert told["request"] == answer[HEADER]
    assert f"this reference: {answer[HEADER]}" in answer.content.decode()


@pytest.mark.django_db
def test_what_the_database_refuses_is_told_by_its_rule_and_not_by_the_row(story: Story, log: Kept) -> None:
    child = story.given_a_child()
    try:
        Child.objects.create(area=child.area, forename="Hal", surname="Moyle", nhs_number=child.nhs_number)
    except IntegrityError:
        logging.getLogger("somewhere").exception("Saving %s", "Hal Moyle")
    (line,) = log.lines()
    assert line["error"]["constraint"] == "one_child_for_an_nhs_number"
    assert child.nhs_number not in log.getvalue()
    assert "Hal" not in log.getvalue()


def test_a_line_break_in_what_is_said_breaks_no_line(log: Kept) -> None:
    logging.getLogger("goldenthread").warning("one\r\ntwo\u2028three", extra={"said": {"four": "\r\nfive"}})
    (line,) = log.lines()
    assert (line["event"], line["four"]) == ("one\r\ntwo\u2028three", "\r\nfive")
    assert log.getvalue().count("\n") == 1
    assert log.getvalue().isascii()
