"""What every test may ask for: Torbay with its people, and a teller of stories."""

from __future__ import annotations

import re
from contextlib import ExitStack
from copy import deepcopy
from datetime import date
from html import unescape
from typing import Any

import pytest

QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"
"""A password's slow hash guards real people; in tests it would only cost minutes."""

COMMITTED = {"transactional_db", "live_server", "django_db_reset_sequences"}
"""Whoever asks for one of these writes for others to see: nothing may stand around it."""


@pytest.fixture(autouse=True)
def quick_passwords(settings):  # type: ignore[no-untyped-def]
    """Passwords are hashed at once."""
    settings.PASSWORD_HASHERS = [QUICK]


@pytest.fixture(autouse=True)
def acting_tester(request):  # type: ignore[no-untyped-def]
    """A test looks at the tables as a system account, which sees every row; whatever it calls acts as somebody."""
    from goldenthread.database.acting import as_system

    if "db" in request.fixturenames:
        request.getfixturevalue("db")  # first: the database may be told who acts, on a stage already
    with as_system("tester"):
        yield


class Stage:
    """Torbay, set up once for the tests of a file, in a transaction around theirs: making it costs 385 statements.

    With it stands the file's scene, what its function `SCENE(story)` tells, for the tests that ask for `scene`.
    """

    def __init__(self, blocker: Any) -> None:
        self.blocker, self.around = blocker, ExitStack()
        self.story: Any = None
        self.told: Any = None
        self.scene: Any = None

    def set(self, scene: Any = None) -> None:
        """Torbay stands for this test, and the scene, as the last one found them."""
        if self.story is not None and self.scene is scene:
            return
        self.clear()
        from django.db import transaction
        from django.test import override_settings

        with self.blocker.unblock(), override_settings(PASSWORD_HASHERS=[QUICK]):
            self.around.enter_context(transaction.atomic())
            self.story, self.scene = _torbay(), scene
            if scene:
                self.told = self._tell(scene)

    def _tell(self, scene: Any) -> Any:
        """Told as tests are: whoever looks is a system account. One that fails leaves the stage empty."""
        from goldenthread.database.acting import as_system

        try:
            with as_system("tester"):
                return scene(self.story)
        except BaseException:
            self.clear()
            raise

    def clear(self) -> None:
        """Nothing stands any more."""
        if self.story is None:
            return
        from django.db import transaction

        self.story = self.told = self.scene = None
        with self.blocker.unblock():
            transaction.set_rollback(True)
            self.around.close()


@pytest.fixture(scope="module", autouse=True)
def torbay_stage(django_db_blocker):  # type: ignore[no-untyped-def]
    """The stage of one file, empty until a test asks for Torbay."""
    stage = Stage(django_db_blocker)
    yield stage
    stage.clear()


@pytest.fixture(scope="class", autouse=True)
def on_stage(torbay_stage, request):  # type: ignore[no-untyped-def]
    """Set or cleared before each test: of this scope, so that it comes before the test's own transaction."""
    asked = set(getattr(request.node, "fixturenames", ()))
    mark = request.node.get_closest_marker("django_db")
    if "torbay_story" in asked and not asked & COMMITTED and not (mark and mark.kwargs):
        request.getfixturevalue("django_db_setup")
        torbay_stage.set(request.module.SCENE if "scene" in asked else None)
    else:
        torbay_stage.clear()


@pytest.fixture
def torbay_story(torbay_stage, db):  # type: ignore[no-untyped-def]
    """The teller of stories in this test's Torbay, and what the scene told: copies, which a test may change."""
    story, told = deepcopy((torbay_stage.story, torbay_stage.told))
    return story or _torbay(), told


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


def _torbay() -> Any:
    from goldenthread.demo.area import set_up_torbay
    from goldenthread.demo.stories import Story

    return Story(set_up_torbay(date(2020, 1, 1)))


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
