"""The embedded PostgreSQL: started by the first command that needs it, stopped by the last.

Its data stand in the home; it listens on a Unix socket that only this account can reach. Two lock files
count the commands: `postgres.lock` is held while one starts or stops the server, `postgres.users` is shared
by all that use it. The kernel drops the locks of a killed command, so nobody stays counted who is gone.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

import psycopg

from goldenthread.command import places
from goldenthread.command.postgres_server import BACKUP_ROLE, Server
from goldenthread.rules.refusals import Refused


class Urls(NamedTuple):
    """How to log in: as the application, which owns nothing, as the owner, who migrates, and to read a backup."""

    application: str
    owner: str
    backup: str


def urls(home: Path) -> Urls:
    """The addresses of this home's database, whether or not its server runs."""
    place = f"@/goldenthread?host={socket_folder(home)}"
    return Urls(*(f"postgresql://{login}{place}" for login in ("gt_app", "gt_owner", "gt_backup")))


def socket_folder(home: Path) -> Path:
    """A short folder of its own: a socket's path may have 107 bytes, and a home's may have more."""
    key = hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:12]
    return Path(f"/tmp/goldenthread-{os.geteuid()}-{key}")  # noqa: S108 - made private by _guard


@contextmanager
def running(home: Path, *, throw_away: bool = False) -> Iterator[Urls]:
    """The home's server, running until the last of the commands that share it has ended."""
    with counted(home) as users, ending_politely():
        try:
            with _alone(home):
                _guard(socket_folder(home))
                Server(home, socket_folder(home), throw_away).start()
            yield urls(home)
        finally:
            with _alone(home):
                if _is_last(users):
                    stop(home)


@contextmanager
def counted(home: Path) -> Iterator[IO[str]]:
    """Count among the users of the home's server, which is not stopped meanwhile."""
    with (places.made(home) / "postgres.users").open("a") as users:
        with _alone(home):
            fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield users
        finally:  # said aloud: a process of ours that outlives us would hold the lock on
            fcntl.flock(users, fcntl.LOCK_UN)


def in_use(home: Path) -> bool:
    """Whether a command that still lives uses the home's server."""
    with (home / "postgres.users").open("a") as users:
        return not _is_last(users)


def let_backup_in(home: Path) -> None:
    """The role that reads every row for a backup, also in a home made before there was one."""
    with psycopg.connect(f"postgresql://postgres@/postgres?host={socket_folder(home)}") as superuser:
        there = superuser.execute("select from pg_roles where rolname = 'gt_backup'").fetchone()
        if there is None:
            superuser.execute(BACKUP_ROLE)


def stop(home: Path) -> None:
    """Stop the home's server, whoever uses it."""
    Server(home, socket_folder(home)).stop()
    shutil.rmtree(socket_folder(home), ignore_errors=True)


@contextmanager
def ending_politely() -> Iterator[None]:
    """A command that is asked to end, by `kill` or a closing terminal, still counts itself out."""

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    is_main = threading.current_thread() is threading.main_thread()
    asked = [
        one for one in (signal.SIGTERM, signal.SIGHUP) if is_main and signal.getsignal(one) is signal.SIG_DFL
    ]
    try:
        for one in asked:
            signal.signal(one, end)
        yield
    finally:
        for one in asked:
            signal.signal(one, signal.SIG_DFL)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    with (home / "postgres.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _guard(folder: Path) -> None:
    """Make the socket's folder; refuse one that another account put there first."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if (
        not stat.S_ISDIR(found.st_mode)
        or found.st_uid != os.geteuid()
        or stat.S_IMODE(found.st_mode) != 0o700
    ):
        raise Refused(f"{folder} is not a private folder of this account. Remove it and try again.")
