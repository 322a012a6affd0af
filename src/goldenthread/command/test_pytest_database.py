"""A test run leaves nothing behind, and clears what a killed one left."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.command import embedded_postgres, pytest_database


@pytest.fixture
def left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The home of a run that was killed two minutes ago."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    home = tmp_path / f"{pytest_database.PREFIX}left"
    home.mkdir()
    age(home)
    yield home
    embedded_postgres.stop(home)


def age(home: Path) -> None:
    two_minutes_ago = time.time() - 120
    os.utime(home, (two_minutes_ago, two_minutes_ago))


def test_a_killed_run_s_home_and_server_are_cleared_away_by_the_next(left: Path) -> None:
    with embedded_postgres.running(left, throw_away=True):
        pass
    age(left)
    assert pytest_database.make_home().is_dir()
    assert not left.exists()


def test_a_running_run_s_home_is_let_be(left: Path) -> None:
    with embedded_postgres.counted(left):
        age(left)
        pytest_database.make_home()
        assert left.exists()


def test_a_home_made_a_moment_ago_is_let_be(left: Path) -> None:
    os.utime(left)
    pytest_database.make_home()
    assert left.exists()


def test_tests_never_see_the_settings_of_a_real_home() -> None:
    assert os.environ["GOLDENTHREAD_HOME"] == os.environ[pytest_database.KEPT_IN]
    assert "GOLDENTHREAD_TODAY" not in os.environ
    assert "GOLDENTHREAD_PRODUCTION" not in os.environ


def test_an_address_that_was_told_is_where_the_tests_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "environ", {"DATABASE_URL": "postgresql://gt_owner@db.example/goldenthread"})
    pytest_database.settle(tmp_path)
    assert os.environ["DATABASE_URL"] == "postgresql://gt_owner@db.example/goldenthread"
    assert os.environ["DATABASE_OWNER_URL"] == "postgresql://gt_owner@db.example/goldenthread"
