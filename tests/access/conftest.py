"""One world for tests that follow each other: making it costs seconds. What a test does there is undone after it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from goldenthread.conftest import (
    acting_tester,
    cast,
    story,
    today,
    torbay_story,
    visit,
)
from goldenthread.database.acting import as_system
from tests.access import world as worlds

__all__ = [
    "acting_tester",
    "cast",
    "story",
    "today",
    "torbay_story",
    "visit",
]


class Standing:
    """The world, made once for the tests that follow each other, in a transaction around theirs."""

    def __init__(self, blocker: Any) -> None:
        self.blocker, self.around = blocker, ExitStack()
        self.world: worlds.World | None = None

    def make(self) -> None:
        """It stands for this test as the last one found it."""
        if self.world is not None:
            return
        with self.blocker.unblock(), pytest.MonkeyPatch.context() as patch:
            self.around.enter_context(transaction.atomic())
            patch.setenv("GOLDENTHREAD_TODAY", worlds.TODAY.isoformat())
            with as_system("tester"):
                self.world = worlds.made()

    def clear(self) -> None:
        """It is gone, so that others find an empty database."""
        if self.world is None:
            return
        self.world = None
        with self.blocker.unblock():
            transaction.set_rollback(True)
            self.around.close()


STANDING = pytest.StashKey[Standing]()
HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def standing(
    django_db_setup: None, django_db_blocker: Any, request: pytest.FixtureRequest
) -> Iterator[Standing]:
    """Torbay, Cheshire East and a case of each relation, on 22 November 2026, once they are asked for."""
    found = request.config.stash[STANDING] = Standing(django_db_blocker)
    yield found
    found.clear()  # before the database goes


@pytest.fixture(scope="class", autouse=True)
def a_world_stands(torbay_stage: Any, request: pytest.FixtureRequest) -> None:
    """Made before each test that asks for it: of this scope, so that it comes before the test's own transaction."""
    if "world" in _asked(request.node):
        torbay_stage.clear()
        request.getfixturevalue("standing").make()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Cleared where the next test does not ask for it, be it here or elsewhere."""
    yield
    if STANDING in item.config.stash and "world" not in _asked(nextitem):
        item.config.stash[STANDING].clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that ask for the world stand together, before the others of this folder, so that few are made."""
    places = [place for place, item in enumerate(items) if item.path.is_relative_to(HERE)]
    ours = sorted((items[place] for place in places), key=lambda item: "world" not in _asked(item))
    for place, item in zip(places, ours, strict=True):
        items[place] = item


def _asked(item: pytest.Item | None) -> Sequence[str]:
    return getattr(item, "fixturenames", ())


@pytest.fixture(scope="module", autouse=True)
def files() -> Iterator[None]:
    """Files are kept in a folder of this worker's own, within the home: others write beside it at the same time."""
    own = Path(os.environ["GOLDENTHREAD_HOME"]) / f"files-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with override_settings(FILES=str(own)):
        yield


@pytest.fixture
def world(standing: Standing, db: None, monkeypatch: pytest.MonkeyPatch) -> worlds.World | None:
    """The same world for each test, read on the same day: a copy, which a test may change as it may the rows."""
    monkeypatch.setenv("GOLDENTHREAD_TODAY", worlds.TODAY.isoformat())
    return deepcopy(standing.world)
