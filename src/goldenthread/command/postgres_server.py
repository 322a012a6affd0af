"""One PostgreSQL server of our own: its cluster made, started, asked, stopped. Who shares it is not its business."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from goldenthread.command import places
from goldenthread.rules.refusals import Refused

PATIENCE = 20.0  # seconds; after a kill -9 the old server's children keep its memory for about two

BACKUP_ROLE = "create role gt_backup login bypassrls; grant pg_read_all_data to gt_backup;"

ROLES = f"""\
create role gt_owner login createdb;
create role gt_app login;
create role gt_worker login;
create database goldenthread owner gt_owner;
{BACKUP_ROLE}
"""

CLUSTER = "-U postgres -A trust -E UTF8 --data-checksums".split()

# Only a throw-away database may forget what it was told when the machine stops. Nothing tidies it up meanwhile: what is
# lived in a transaction that is taken back looks to the tidier like empty tables, and plans made for those are slow.
FORGETFUL = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "autovacuum=off",
    "max_parallel_workers_per_gather=0",
)


@dataclass(frozen=True)
class Server:
    """The server of a home, which listens in a folder for sockets and nowhere else."""

    home: Path
    sockets: Path
    throw_away: bool = False

    @property
    def data(self) -> Path:
        """The cluster's folder."""
        return self.home / "postgres"

    @property
    def log(self) -> Path:
        """What PostgreSQL says."""
        return self.home / "postgres.log"

    def start(self) -> None:
        """Returns when the server answers; again and again while a killed one's remains are in the way."""
        if not self.data.exists():
            self._create()
        self._refuse_what_is_not_ours()
        give_up = time.monotonic() + PATIENCE
        while not self.answers():
            if time.monotonic() > give_up:
                raise Refused(f"PostgreSQL does not start. {self._last_words()}")
            if not self.process():
                (self.data / "postmaster.pid").unlink(missing_ok=True)
                self._launch()
            time.sleep(0.02)

    def answers(self) -> bool:
        """Whether it takes connections."""
        programs = places.postgres_programs()
        asked: list[str | Path] = [programs / "pg_isready", "-q", "-h", self.sockets, "-U", "postgres"]
        return subprocess.run(asked, check=False).returncode == 0

    def process(self) -> int | None:
        """The id of the process that has signed the cluster's folder and still lives."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n")[0])
        except (FileNotFoundError, ValueError):
            return None
        return pid if is_alive(pid, named="postgres") else None

    def stop(self) -> None:
        """Stop it, if it runs, and wait until its files are closed."""
        give_up = time.monotonic() + PATIENCE
        running = self.process()
        if running:
            os.kill(running, signal.SIGINT)
        while running and running == self.process() and time.monotonic() < give_up:
            time.sleep(0.02)

    def _refuse_what_is_not_ours(self) -> None:
        if self.data.stat().st_uid != os.geteuid():
            raise Refused(
                f"{self.data} belongs to another account. Run this as that account, or set GOLDENTHREAD_HOME."
            )
        made_by, now = int((self.data / "PG_VERSION").read_text()), version(places.postgres_programs())
        if made_by != now:
            raise Refused(
                f"{self.data} was made by PostgreSQL {made_by}, and this is {now}. Set GOLDENTHREAD_POSTGRES_BIN "
                f"to the programs of {made_by}, or GOLDENTHREAD_HOME to a new folder."
            )

    def _create(self) -> None:
        """Make the cluster and its roles beside their place, then move them in: half of one is never used."""
        new, programs = self.data.with_name("postgres.new"), places.postgres_programs()
        shutil.rmtree(new, ignore_errors=True)
        sync = ["--no-sync"] if self.throw_away else []
        self._finish([programs / "initdb", "-D", new, *CLUSTER, *_locale(programs), *sync])
        self._finish([programs / "postgres", "--single", "-D", new, "postgres"], told=ROLES)
        new.rename(self.data)

    def _launch(self) -> None:
        """Start it as nobody's child, out of Ctrl-C's reach; back when it has signed its folder or died."""
        options = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
        ]
        flags = [
            word for option in (*options, *(FORGETFUL if self.throw_away else ())) for word in ("-c", option)
        ]
        server = stepped_down([places.postgres_programs() / "postgres", "-D", self.data, *flags])
        shell = ["sh", "-c", '"$@" </dev/null >>"$0" 2>&1 & echo $!', str(self.log), *server]
        said = subprocess.run(shell, start_new_session=True, check=True, capture_output=True).stdout
        give_up = time.monotonic() + PATIENCE
        while not self.process() and is_alive(int(said)) and time.monotonic() < give_up:
            time.sleep(0.01)

    def _finish(self, command: list[str | Path], told: str = "") -> None:
        with self.log.open("a") as log:
            words = stepped_down(command)
            done = subprocess.run(words, input=told, text=True, stdout=log, stderr=log, check=False)
        if done.returncode:
            raise Refused(f"The database could not be made. {self._last_words()}")

    def _last_words(self) -> str:
        """The last line of the log, where the rest is, and what root may not expect."""
        lines = self.log.read_text(errors="replace").strip().splitlines() if self.log.exists() else []
        last = lines[-1].strip() if lines else "nothing"
        denied = os.geteuid() == 0 and "Permission denied" in last
        hint = (
            " PostgreSQL runs without root's rights: run this as the owner of the folder." if denied else ""
        )
        return f"It said last: “{last}”; the rest is in {self.log}.{hint}"


def stepped_down(command: list[str | Path]) -> list[str]:
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


def is_alive(pid: int, named: str = "") -> bool:
    """Alive, not merely unburied, and where Linux can say so, of that name: ids are given out again."""
    try:
        os.kill(pid, 0)
        _, name, rest = Path(f"/proc/{pid}/stat").read_text().replace(")", "(").split("(", 2)
    except (ProcessLookupError, PermissionError):
        return False
    except FileNotFoundError:  # it died between the two, or this is no Linux
        return not Path("/proc/self").exists()
    return rest.split()[0] != "Z" and named in name


def version(programs: Path) -> int:
    """The major version of these programs."""
    said = subprocess.run([programs / "postgres", "-V"], check=True, capture_output=True, text=True).stdout
    return int(said.split()[2].split(".")[0])


def _locale(programs: Path) -> list[str]:
    """Text sorts by code point and folds case in every language, whatever the machine's locale."""
    if version(programs) >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale=C.UTF-8"]
