"""One world for all tests of a file: making it costs seconds. What a test does there is undone after it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from goldenthread.conftest import (
    acting_tester,
    cast,
    on_stage,
    quick_passwords,
    story,
    today,
    torbay_stage,
    torbay_story,
    visit,
)
from goldenthread.database.acting import as_system
from tests.access import world as worlds

__all__ = [
    "acting_tester",
    "cast",
    "on_stage",
    "quick_passwords",
    "story",
    "today",
    "torbay_stage",
    "torbay_story",
    "visit",
]

QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"
"""As every test has it: the world is made before a test's own settings hold."""


@pytest.fixture(scope="module")
def made(files: None, django_db_setup: None, django_db_blocker: Any) -> Iterator[worlds.World]:
    """Torbay, Cheshire East and a case of each relation, on 22 November 2026."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setenv("GOLDENTHREAD_TODAY", worlds.TODAY.isoformat())
        with as_system("tester"), override_settings(PASSWORD_HASHERS=[QUICK]):
            world = worlds.made()
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="module", autouse=True)
def files() -> Iterator[None]:
    """Files are kept in a folder of this worker's own, within the home: others write beside it at the same time."""
    own = Path(os.environ["GOLDENTHREAD_HOME"]) / f"files-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with override_settings(FILES=str(own)):
        yield


@pytest.fixture
def world(made: worlds.World, db: None, monkeypatch: pytest.MonkeyPatch) -> worlds.World:
    """The same world for each test, read on the same day."""
    monkeypatch.setenv("GOLDENTHREAD_TODAY", worlds.TODAY.isoformat())
    return made
