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
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from goldenthread.command import places
from goldenthread.rules.refusals import Refused

PATIENCE = 20.0  # seconds; after a kill -9 the old server's children keep its memory for about two

ROLES = """\
create role gt_owner login createdb;
create role gt_app login;
create role gt_worker login;
create database goldenthread owner gt_owner;
"""

# Only a throw-away database may forget what it was told when the machine stops.
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class Urls(NamedTuple):
    """How to log in: as the application, which owns nothing, and as the owner, who migrates."""

    application: str
    owner: str


def urls(home: Path) -> Urls:
    """The addresses of this home's database, whether or not its server runs."""
    place = f"@/goldenthread?host={socket_folder(home)}"
    return Urls(f"postgresql://gt_app{place}", f"postgresql://gt_owner{place}")


def socket_folder(home: Path) -> Path:
    """A short folder of its own: a socket's path may have 107 bytes, and a home's may have more."""
    key = hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:12]
    return Path(f"/tmp/goldenthread-{os.geteuid()}-{key}")  # noqa: S108 - made private by _guard


@contextmanager
def running(home: Path, *, throw_away: bool = False) -> Iterator[Urls]:
    """The home's server, running until the last of the commands that share it has ended."""
    with counted(home) as users:
        with _alone(home):
            _start(home, throw_away)
        try:
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
        yield users


def in_use(home: Path) -> bool:
    """Whether a command that still lives uses the home's server."""
    with (home / "postgres.users").open("a") as users:
        return not _is_last(users)


def stop(home: Path) -> None:
    """Stop the home's server, if it runs, and wait until its files are closed."""
    give_up = time.monotonic() + PATIENCE
    server = _server(home)
    if server:
        os.kill(server, signal.SIGINT)
    while server and server == _server(home) and time.monotonic() < give_up:
        time.sleep(0.02)
    shutil.rmtree(socket_folder(home), ignore_errors=True)


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


def _start(home: Path, throw_away: bool) -> None:
    """Returns when the server answers; again and again while a killed one's remains are in the way."""
    data = home / "postgres"
    _guard(socket_folder(home))
    if not data.exists():
        _create(data, throw_away)
    if data.stat().st_uid != os.geteuid():
        raise Refused(
            f"{data} belongs to another account. Run this as that account, or set GOLDENTHREAD_HOME."
        )
    give_up = time.monotonic() + PATIENCE
    while not _answers(home):
        if time.monotonic() > give_up:
            raise Refused(
                f"PostgreSQL does not start. {_last_line(home)} All that it said is in {_log(home)}."
            )
        if not _server(home):
            (data / "postmaster.pid").unlink(missing_ok=True)
            _launch(home, throw_away)
        time.sleep(0.02)


def _launch(home: Path, throw_away: bool) -> None:
    """Start the server as nobody's child, out of Ctrl-C's reach; back when it has signed its folder or died."""
    options = [
        "listen_addresses=",
        f"unix_socket_directories={socket_folder(home)}",
        "unix_socket_permissions=0700",
    ]
    flags = [word for option in (*options, *(FORGETFUL if throw_away else ())) for word in ("-c", option)]
    server = _stepped_down([places.postgres_programs() / "postgres", "-D", home / "postgres", *flags])
    shell = ["sh", "-c", '"$@" </dev/null >>"$0" 2>&1 & echo $!', str(_log(home)), *server]
    said = subprocess.run(shell, start_new_session=True, check=True, capture_output=True).stdout
    give_up = time.monotonic() + PATIENCE
    while not _server(home) and _is_alive(int(said)) and time.monotonic() < give_up:
        time.sleep(0.01)


def _create(data: Path, throw_away: bool) -> None:
    """Make the cluster and its roles beside their place, then move them in: half of one is never used."""
    new, programs = data.with_name("postgres.new"), places.postgres_programs()
    shutil.rmtree(new, ignore_errors=True)
    initdb = [
        programs / "initdb",
        "-D",
        new,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--data-checksums",
    ]
    _finish([*initdb, *_locale(programs), *(["--no-sync"] if throw_away else [])], data.parent)
    _finish([programs / "postgres", "--single", "-D", new, "postgres"], data.parent, told=ROLES)
    new.rename(data)


def _locale(programs: Path) -> list[str]:
    """Text sorts by code point and folds case in every language, whatever the machine's locale."""
    version = subprocess.run([programs / "postgres", "-V"], check=True, capture_output=True, text=True).stdout
    built_in = int(version.split()[2].split(".")[0]) >= 17
    return (
        ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        if built_in
        else ["--locale=C.UTF-8"]
    )


def _finish(command: list[str | Path], home: Path, told: str = "") -> None:
    with _log(home).open("a") as log:
        done = subprocess.run(
            _stepped_down(command), input=told, text=True, stdout=log, stderr=log, check=False
        )
    if done.returncode:
        raise Refused(
            f"The database could not be made. {_last_line(home)} All that it said is in {_log(home)}."
        )


def _stepped_down(command: list[str | Path]) -> list[str]:
    """PostgreSQL refuses to run as root: there it runs as nobody, in a user namespace of its own."""
    words = [os.fspath(word) for word in command]
    if os.geteuid() != 0:
        return words
    step_down = ["unshare", "--user", "--map-user=65534", "--map-group=65534", "--"]
    if (
        not shutil.which("unshare")
        or subprocess.run([*step_down, "true"], check=False, capture_output=True).returncode
    ):
        raise Refused(
            "PostgreSQL refuses to run as root, and this machine has no user namespaces to step down into. "
            "Run this as an ordinary user, or set DATABASE_URL."
        )
    return [*step_down, *words]


def _answers(home: Path) -> bool:
    asked = [places.postgres_programs() / "pg_isready", "-q", "-h", socket_folder(home), "-U", "postgres"]
    return subprocess.run(asked, check=False).returncode == 0


def _server(home: Path) -> int | None:
    """The process id of the server that has signed the home's folder and still lives."""
    try:
        pid = int((home / "postgres" / "postmaster.pid").read_text().split("\n")[0])
    except (FileNotFoundError, ValueError):
        return None
    return pid if _is_alive(pid, named="postgres") else None


def _is_alive(pid: int, named: str = "") -> bool:
    """Alive, not merely unburied, and where Linux can say so, of that name: ids are given out again."""
    try:
        os.kill(pid, 0)
        _, name, rest = Path(f"/proc/{pid}/stat").read_text().replace(")", "(").split("(", 2)
    except ProcessLookupError:
        return False
    except FileNotFoundError:
        return not Path("/proc/self").exists()
    except PermissionError:
        return False
    return rest.split()[0] != "Z" and named in name


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


def _log(home: Path) -> Path:
    return home / "postgres.log"


def _last_line(home: Path) -> str:
    lines = _log(home).read_text(errors="replace").strip().splitlines() if _log(home).exists() else []
    return f"Its last words: “{lines[-1].strip()}”." if lines else ""
