"""Every route answers with every header, and what one may not see reads like what is not there."""

from __future__ import annotations

import os
import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from goldenthread.accounts.actions import invite, join
from goldenthread.config.test_headers import HEADERS
from goldenthread.demo.area import Cast, pack_text
from goldenthread.demo.stories import Story
from goldenthread.directory.actions import load
from goldenthread.directory.queries import organisation
from goldenthread.rules.access import MAY, Permission, Role
from tests.house.walking import TODAY, addresses, lived

pytestmark = pytest.mark.django_db

# What differs between any two answers, or names what was asked for.
PASSING = re.compile(r'name="(csrfmiddlewaretoken|form_key)" value="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}')
ONCE_ONLY = {"X-Request-Id", "Content-Length"}


LONG = os.environ.get("GOLDENTHREAD_LONG") == "1"


@pytest.fixture
def things(cast: Cast, story: Story, monkeypatch: Any) -> dict[str, Any]:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", TODAY.isoformat())
    return lived(cast, story)


def test_every_route_answers_everybody_with_every_header(client: Client, cast: Cast, things: Any) -> None:
    """In a long run each of four reads every route; else each a fourth of them."""
    every = list(addresses(things))
    for turn, person in enumerate((None, cast.spoc, cast.therapist, cast.administrator)):
        client.logout()
        if person:
            client.force_login(person)
        for name, address in every if LONG else every[turn::4]:
            answer = client.get(address)
            assert answer.status_code < 500, name
            assert set(HEADERS) <= set(answer.headers), name
            assert "no-store" in answer["Cache-Control"], name


def test_what_is_forbidden_answers_as_what_is_absent(
    client: Client, cast: Cast, things: Any, monkeypatch: Any
) -> None:
    """By somebody whose role opens every page there is, who keeps the desk of another area."""
    monkeypatch.setitem(MAY, Role.SPOC_MANAGER, frozenset(Permission))
    client.force_login(in_plymouth(cast))
    nothing = {
        name: uuid4() if name.endswith("_id") or name == "about" else it for name, it in things.items()
    }
    pairs = zip(addresses(things), addresses(nothing), strict=True)
    pairs = [(name, there, nowhere) for (name, there), (_, nowhere) in pairs if there != nowhere]
    answers = {name: (_asked(client, there), _asked(client, nowhere)) for name, there, nowhere in pairs}
    known = {
        404,
        302,
        410,
    }  # a draft that is gone leads back, and whoever has no link is told that it is over
    assert {there.status_code for there, _ in answers.values()} == known
    assert [name for name, (there, nowhere) in answers.items() if _as_seen(there) != _as_seen(nowhere)] == []
    assert len(answers) >= 15


def in_plymouth(cast: Cast) -> Any:
    """The manager of another area's single point of contact."""
    start = {"by": cast.tick, "on": date(2020, 9, 1)}
    load(text=pack_text("plymouth"), **start)
    gwen = invite(email="gwen@plymouth.example", name="Gwen Tonkin", password=None, **start)
    join(user=gwen, organisation=organisation("plymouth-spoa"), role=Role.SPOC_MANAGER, **start)
    return gwen


def _asked(client: Client, address: str) -> HttpResponse:
    """What it leaves to be said is said on another page, so that the next answer stands alone."""
    answer = client.get(address)
    client.get("/health/")
    return answer


def _as_seen(answer: HttpResponse) -> tuple[int, dict[str, str], str]:
    headers = {name: value for name, value in answer.headers.items() if name not in ONCE_ONLY}
    return answer.status_code, headers, PASSING.sub("", answer.content.decode())
