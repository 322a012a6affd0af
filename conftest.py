"""What every test stands on: the database's server, and how hard Hypothesis looks.

`GOLDENTHREAD_LONG=1` (`./goldenthread test --long`) looks harder, and differently each time.
"""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.house import messages
from tests.stage import Stage, asks

QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"
"""A password's slow hash guards real people; in tests it would only cost minutes."""

LONG = os.environ.get("GOLDENTHREAD_LONG") == "1"

settings.register_profile(
    "sampled",
    max_examples=30,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("long", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile("long" if LONG else "sampled")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, embedded_database: None) -> None:
    """Start PostgreSQL before the first test that has a database, and only then."""


def pytest_collection_finish() -> None:
    """Thousands of tests lie in memory until the end: the collector of garbage need not look through them again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what this run or this machine cannot do, and say why."""
    reasons = {
        "long": None if LONG else "only in ./goldenthread test --long",
        "journey": None if shutil.which("chromium") else "needs Chromium: apt-get install chromium",
    }
    for item in items:
        for mark, reason in reasons.items():
            if reason and item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Passwords are hashed at once, also of those who stand for many tests."""
    from django.test import override_settings

    with override_settings(PASSWORD_HASHERS=[QUICK]):
        yield


@pytest.fixture(autouse=True)
def strong_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django's `client.force_login(person)` stands for having proved both factors at some machine."""
    from django.test import Client

    sign_in = Client.force_login

    def force_login(client: Client, user: Any, backend: str | None = None) -> None:
        from goldenthread.accounts.models import Session

        sign_in(client, user, backend)
        key = client.session.session_key
        Session.objects.update_or_create(
            key=key, defaults={"by": user, "proof": "code", "device": "A test's browser"}
        )

    monkeypatch.setattr(Client, "force_login", force_login)


STAGE = pytest.StashKey[Stage]()


@pytest.fixture(scope="session")
def torbay_stage(django_db_blocker: Any, request: pytest.FixtureRequest) -> Stage:
    """The stage of this worker, empty until a test asks for Torbay."""
    stage = request.config.stash[STAGE] = Stage(django_db_blocker)
    return stage


@pytest.fixture(scope="session")
def stage_in_database(django_db_setup: None, torbay_stage: Stage) -> Iterator[None]:
    """It is cleared before the database goes."""
    yield
    torbay_stage.clear()


@pytest.fixture(scope="class", autouse=True)
def on_stage(torbay_stage: Stage, request: pytest.FixtureRequest) -> None:
    """Set before each test that plays on it: of this scope, so that it comes before the test's own transaction."""
    if asks(request.node):
        request.getfixturevalue("stage_in_database")
        torbay_stage.set(request.module.SCENE if "scene" in request.node.fixturenames else None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """The stage is cleared where the next test does not play on it, so that it finds an empty database."""
    yield
    if STAGE in item.config.stash and not asks(nextitem):
        item.config.stash[STAGE].clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Every message that the test made has one recipient and names no child of the test."""
    with messages.looked_at() as seen:
        answer: object = yield
        messages.keep_outbox(seen)
        if seen:
            assert list(seen.problems(messages.children())) == []
    return answer
