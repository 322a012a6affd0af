"""The drill: cases are lived, a backup taken, the machine lost, and another one goes on with the same record.

Each part is a command of its own in a home of its own, as an operator would type it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from goldenthread.command import embedded_postgres
from goldenthread.command.long_test import installed
from goldenthread.command.tests.machines import CUT_OFF, LAST, LATER, LEAVE, LIVE, OPEN, Machine
from goldenthread.database.backup import manifest
from goldenthread.post.tests.mail_server import Server, server
from goldenthread.rules.sending import State

__all__ = ["server"]


def address(server: Server) -> str:
    """Where it listens."""
    return f"smtp://127.0.0.1:{server.port}"


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[tuple[Machine, Machine]]:
    """The one that is lost, and the one that goes on."""
    lost, new = Machine(tmp_path / "lost"), Machine(tmp_path / "new")
    yield lost, new
    for each in (lost, new):
        embedded_postgres.stop(each.home)


def break_off(machine: Machine, server: Server) -> None:
    """Letters stand in every state there is before a backup: one was refused, one is not certain, one is in hand."""
    server.answers = ["250 OK", "250 Taken", "550 No such mailbox", "250 OK", "vanish", "451 Later"]
    states = left(machine, server, most=4)
    assert states == {State.ACCEPTED, State.FAILED, State.UNKNOWN, State.QUEUED}
    machine.does(CUT_OFF)


def audit_is_intact_but_for_what_was_lost(machine: Machine) -> None:
    done = machine.types("audit", "verify")
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("Intact, ")
    assert re.search(
        r"rows \d+ to \d+ of the audit before it are lost; their checkpoints are kept", done.stdout
    )


def compare(machine: Machine, operator: str, sent: list[str], log: Path) -> None:
    """A person has compared, with the log of the mail server."""
    log.write_text("".join(f"mx cleanup[7]: message-id={each}\n" for each in sent))
    done = machine.types("restore", "--compared", "--by", operator, "--sent", str(log))
    assert done.returncode == 0, done.stderr
    assert machine.does(LAST).split()[1] == "False"


def none_leaves_twice_nor_with_a_dead_link(machine: Machine, server: Server, sent: list[str]) -> None:
    """A worker takes all that waits, also those that were not certain or in hand as the backup was taken (H07)."""
    *_, words = machine.does(LEAVE, address(server), "100", "every").splitlines()
    assert words.startswith("The link in this letter opens nothing any more")
    assert [mail["Message-ID"] for *_, mail in server.taken] == sent


def left(machine: Machine, server: Server, most: int) -> set[str]:
    """A worker there takes so many of the letters that wait, without those with a link. Where each stands then."""
    said, *_ = machine.does(LEAVE, address(server), str(most), "plain").splitlines()
    return set(said.split())


def test_another_machine_goes_on_with_the_same_record(
    machines: tuple[Machine, Machine], tmp_path: Path, server: Server, settings: Any
) -> None:
    lost, new = machines
    operator, *links = lost.does(LIVE).split()
    break_off(lost, server)
    before = lost.looks(0)
    assert lost.does(OPEN, *links).split() == ["200", "200"]
    (lost.home / "files").mkdir()
    (lost.home / "files" / "report.pdf").write_bytes(b"%PDF a report")

    assert lost.types("audit", "seal").returncode == 0
    done = lost.types("backup", str(tmp_path / "backups"), "--keys", str(tmp_path / "safe"))
    assert done.returncode == 0, done.stderr
    taken = Path(done.stdout.strip())
    keys = tmp_path / "safe" / f"{taken.name}.keys"

    assert left(lost, server, most=100) == {State.ACCEPTED}  # all that waited, after the backup
    sent = [mail["Message-ID"] for *_, mail in server.taken]
    assert len(sent) >= 10
    lost.does(LATER)
    assert lost.types("audit", "seal").returncode == 0
    shutil.copytree(lost.home / "checkpoints", new.home / "checkpoints")

    done = new.types("restore", str(taken), "--keys", str(keys))
    assert done.returncode == 0, done.stderr
    assert f"{manifest.read(taken).rows} rows of" in done.stdout
    print(done.stdout)

    assert new.does(LAST).split() == ["recovery.restore", "True"]
    assert left(new, server, most=100) <= {State.QUEUED, State.UNKNOWN}
    assert len(server.taken) == len(sent), "a letter left before anybody had compared"
    after = new.looks(1, before["session"])
    assert after["worklist"] == before["worklist"]
    assert "SLT" in after["worklist"]
    assert after["was_signed_in"] is False
    assert new.does(OPEN, *links).split() == ["410", "410"], "a link outlived the restore"
    assert (after["warned"], before["warned"]) == (True, False)
    assert (new.home / "files" / "report.pdf").read_bytes() == b"%PDF a report"

    audit_is_intact_but_for_what_was_lost(new)
    compare(new, operator, sent, tmp_path / "mail.log")
    none_leaves_twice_nor_with_a_dead_link(new, server, sent)

    again = manifest.read(Path(new.types("backup", str(tmp_path / "backups")).stdout.strip()))
    changed = {name for name, table in manifest.read(taken).tables.items() if again.tables[name] != table}
    assert changed == {
        "public.accounts_user",  # the restore's own account; who signed in last
        "public.audit_checkpoint",
        "public.audit_entry",
        "public.audit_leaf",
        "public.cases_case",  # to be reckoned again, for the letters that had left
        "public.cases_fact",
        "public.inbox_thread",
        "public.mfa_authenticator",  # the code that was used
        "public.post_attempt",
        "public.post_message",
        "public.procrastinate_events",
        "public.procrastinate_jobs",
        "public.recovery_restore",
    }


@pytest.mark.long
@pytest.mark.skipif(not installed(), reason="needs a second PostgreSQL: apt-get install postgresql")
def test_a_backup_goes_into_an_older_postgresql_and_back(tmp_path: Path) -> None:
    older = installed()[0]
    machines = (Machine(tmp_path / "a"), Machine(tmp_path / "b", older), Machine(tmp_path / "c"))
    machines[0].does(LIVE)
    try:
        for one, next_ in pairwise(machines):
            taken = one.types("backup", str(tmp_path / one.home.name)).stdout.strip()
            done = next_.types("restore", taken)
            assert done.returncode == 0, done.stderr
            done = next_.types("audit", "verify")
            assert done.stdout.startswith("Intact, ")
    finally:
        for each in machines:
            embedded_postgres.stop(each.home)
