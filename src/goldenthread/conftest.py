"""What every test may ask for: Torbay with its people, and a teller of stories."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest


@pytest.fixture(autouse=True)
def acting_tester(request):  # type: ignore[no-untyped-def]
    """A test looks at the tables as a system account, which sees every row; whatever it calls acts as somebody."""
    from goldenthread.database.acting import as_system

    if "db" in request.fixturenames:
        request.getfixturevalue("db")  # first: the database may be told who acts, on a stage already
    with as_system("tester"):
        yield


@pytest.fixture
def torbay_story(torbay_stage, db):  # type: ignore[no-untyped-def]
    """The teller of stories in this test's Torbay, and what the scene told."""
    return torbay_stage.told()


@pytest.fixture
def story(torbay_story):  # type: ignore[no-untyped-def]
    """A teller of stories in Torbay."""
    return torbay_story[0]


@pytest.fixture
def cast(story):  # type: ignore[no-untyped-def]
    """Torbay, loaded from its shipped pack, with a person for each role in post since 1 January 2020."""
    return story.cast


@pytest.fixture
def scene(torbay_story):  # type: ignore[no-untyped-def]
    """What the file's `SCENE` told of the story that this test goes on with."""
    return torbay_story[1]


@pytest.fixture
def today(monkeypatch):  # type: ignore[no-untyped-def]
    """The day on which pages are read in tests: 22 November 2026, a Sunday."""
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2026-11-22")
    return date(2026, 11, 22)


@pytest.fixture
def visit(client, today):  # type: ignore[no-untyped-def]
    """`visit(person, "advice:seek", id)` reads a page, and sends its form where anything is typed.

    The response also has its `words`, without markup, and what the person is `told` on the next page.
    """
    from django.contrib.messages import get_messages
    from django.urls import reverse

    def go(person, route, *args, **typed):  # type: ignore[no-untyped-def]
        client.force_login(person)
        address = reverse(route, args=args)
        response = client.post(address, typed) if typed else client.get(address)
        response.words = " ".join(unescape(re.sub("<[^>]+>", " ", response.content.decode())).split())
        response.told = " ".join(str(message) for message in get_messages(response.wsgi_request))
        return response

    return go


@pytest.fixture
def at_once(transactional_db):  # type: ignore[no-untyped-def]
    """`at_once(deed, deed)` does several deeds in the same moment, each on a connection of its own.

    Gives what each returned or raised, in their order. The test's own writes are committed, so it needs no mark.
    """
    from concurrent.futures import ThreadPoolExecutor
    from contextvars import copy_context
    from threading import Barrier

    from django.db import connection

    def run(*deeds):  # type: ignore[no-untyped-def]
        gate = Barrier(len(deeds))

        def one(deed):  # type: ignore[no-untyped-def]
            gate.wait()
            try:
                return deed()
            except Exception as problem:
                return problem
            finally:
                connection.close()

        with ThreadPoolExecutor(len(deeds)) as pool:
            return [each.result() for each in [pool.submit(copy_context().run, one, deed) for deed in deeds]]

    return run
