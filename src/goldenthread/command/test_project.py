"""Commands find the database of their home, up to date, and never another's."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from goldenthread.command import embedded_postgres, project
from goldenthread.rules.refusals import Refused

OURS = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "DATABASE_BACKUP_URL",
    "GOLDENTHREAD_SECRET_KEY",
    "GOLDENTHREAD_TODAY",
    "GOLDENTHREAD_HOME",
)

COMMAND = """
import sys
from goldenthread.command import main
from goldenthread.command.project import project
class Count:
    def main(words):
        with project():
            from goldenthread.accounts.models import User
            from django.db import connection
            print(User.objects.count(), connection.settings_dict["USER"])
        return 0
main.COMMANDS["count"] = ("count", "")
sys.modules["count"] = Count
sys.exit(main.main(["count"]))
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home of its own, in an environment that says nothing."""
    for name in OURS:
        monkeypatch.delenv(name, raising=False)
    yield tmp_path / "home"
    embedded_postgres.stop(tmp_path / "home")


def command(home: Path, **told: str) -> subprocess.Popen[str]:
    surroundings = {**os.environ, "GOLDENTHREAD_HOME": str(home), **told}
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND],
        env=surroundings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_first_commands_at_once_make_one_database_and_migrate_it_once(home: Path) -> None:
    alice, bob = command(home), command(home)
    said = [started.communicate(timeout=120) for started in (alice, bob)]
    assert [answer for answer, _ in said] == ["0 gt_app\n", "0 gt_app\n"]
    assert (alice.returncode, bob.returncode) == (0, 0)


def test_tables_that_are_behind_without_an_owner_s_login_are_refused(home: Path) -> None:
    with embedded_postgres.running(home, throw_away=True) as urls:
        said, refused = command(home, DATABASE_URL=urls.application).communicate(timeout=120)
        assert (said, refused.count("\n")) == ("", 1)
        assert "Set DATABASE_OWNER_URL" in refused


def test_a_migration_killed_before_the_application_was_let_in_is_finished(home: Path) -> None:
    assert command(home).wait(timeout=120) == 0
    with embedded_postgres.running(home) as urls:
        with psycopg.connect(urls.owner) as owner:
            owner.execute("revoke all on all tables in schema public from gt_app")
        assert command(home).communicate(timeout=120)[0] == "0 gt_app\n"


def test_a_database_that_does_not_answer_is_named_in_one_sentence(home: Path) -> None:
    nobody = "postgresql://gt_app@127.0.0.1:1/goldenthread"
    said, refused = command(home, DATABASE_URL=nobody).communicate(timeout=60)
    assert (said, refused.count("\n")) == ("", 1)
    assert refused.startswith("The database does not answer")
    assert "Check DATABASE_URL." in refused


def test_a_setting_that_makes_no_sense_is_named_in_one_sentence(home: Path) -> None:
    said, refused = command(home, DATABASE_URL="sqlite:///goldenthread.db").communicate(timeout=60)
    assert (said, refused.count("\n")) == ("", 1)
    assert refused.startswith("DATABASE_URL ")


def test_an_address_that_was_told_is_used_and_nothing_is_started(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://gt_app@db.example/goldenthread")
    with project.surroundings(home):
        assert os.environ["DATABASE_URL"] == "postgresql://gt_app@db.example/goldenthread"
    assert not home.exists()


def test_production_keeps_no_data_in_the_embedded_database(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOLDENTHREAD_PRODUCTION", "1")
    with pytest.raises(Refused, match="set DATABASE_URL"), project.surroundings(home):
        pass


def test_a_home_says_its_database_its_key_and_its_day_and_the_environment_forgets_them_after(
    home: Path,
) -> None:
    home.mkdir()
    (home / "today").write_text("2022-02-28\n")
    with project.surroundings(home):
        inside = {name: os.environ[name] for name in OURS}
    assert inside["DATABASE_URL"] == embedded_postgres.urls(home).application
    assert inside["DATABASE_OWNER_URL"] == embedded_postgres.urls(home).owner
    assert inside["GOLDENTHREAD_TODAY"] == "2022-02-28"
    assert inside["GOLDENTHREAD_HOME"] == str(home)
    assert not any(name in os.environ for name in OURS)


def test_what_the_environment_says_stands_before_what_the_home_says(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOLDENTHREAD_SECRET_KEY", "told")
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2026-11-02")
    home.mkdir()
    (home / "today").write_text("2022-02-28\n")
    with project.surroundings(home):
        assert os.environ["GOLDENTHREAD_SECRET_KEY"] == "told"
        assert os.environ["GOLDENTHREAD_TODAY"] == "2026-11-02"


def test_a_home_s_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    key = project.secret_key(tmp_path)
    assert len(key) >= 50
    assert project.secret_key(tmp_path) == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
