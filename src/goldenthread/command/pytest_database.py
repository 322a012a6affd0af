"""Pytest's database: an embedded PostgreSQL in a throw-away home, started by the first test that asks.

Pytest loads this before Django reads its settings, so that `pytest` typed by hand needs nothing else. Its
workers share one home; where DATABASE_URL is set, tests run there and nothing is started.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from goldenthread.command import embedded_postgres

KEPT_IN = "GOLDENTHREAD_TEST_HOME"
PREFIX = f"goldenthread-tests-{os.geteuid()}-"
NOT_FOR_TESTS = ("GOLDENTHREAD_TODAY", "GOLDENTHREAD_PRODUCTION")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """A wrapper goes first: pytest-django reads the settings in this same hook. Workers find the home made."""
    if KEPT_IN not in os.environ:
        run = ExitStack()
        early_config.add_cleanup(run.close)
        home = make_home()
        run.callback(remove, home)
        run.enter_context(embedded_postgres.counted(home))
        settle(home)
    return (yield)


@pytest.fixture(scope="session")
def embedded_database() -> Iterator[None]:
    """PostgreSQL, running until the last of the workers has finished with it."""
    home = Path(os.environ[KEPT_IN])
    if os.environ["DATABASE_URL"] != embedded_postgres.urls(home).application:
        yield
        return
    with embedded_postgres.running(home, throw_away=True):
        yield


def make_home() -> Path:
    """A new throw-away home, after removing those that killed runs left behind."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if _is_abandoned(left):
            remove(left)
    return Path(tempfile.mkdtemp(prefix=PREFIX))


def remove(home: Path) -> None:
    """The throw-away home and its server, gone."""
    if os.environ.get(KEPT_IN) == str(home):
        del os.environ[KEPT_IN]
    embedded_postgres.stop(home)
    shutil.rmtree(home, ignore_errors=True)


def _is_abandoned(home: Path) -> bool:
    """No run that still lives counts itself among its users, nor was it made a moment ago by one about to."""
    try:
        return time.time() - home.stat().st_mtime > 60 and not embedded_postgres.in_use(home)
    except OSError:
        return False


def settle(home: Path) -> None:
    """Point every setting at the throw-away home, so that no test touches data that matter."""
    for name in NOT_FOR_TESTS:
        os.environ.pop(name, None)
    os.environ[KEPT_IN] = os.environ["GOLDENTHREAD_HOME"] = str(home)
    os.environ.setdefault("GOLDENTHREAD_SECRET_KEY", "only-for-tests")
    if "DATABASE_URL" in os.environ:
        os.environ.setdefault("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])
        os.environ.setdefault("DATABASE_BACKUP_URL", os.environ["DATABASE_OWNER_URL"])
    else:
        urls = embedded_postgres.urls(home)
        os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = urls.application, urls.owner
        os.environ["DATABASE_BACKUP_URL"] = urls.backup
