"""Letters that are due, written with their jobs and handed to a mail server here, beside what that server can take.

The mail server is a process of its own that throws everything away. The peer says the same letters to it over as many
connections as one worker has, with nothing around them: no queue, no record, no attempt committed before.
"""

from __future__ import annotations

import smtplib
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction

from benchmarks.timing import Result, milliseconds
from benchmarks.tracker import TODAY, open_cases
from goldenthread.accounts.actions import ensure_system_account
from goldenthread.command.post import AT_ONCE, work
from goldenthread.database.acting import as_system
from goldenthread.deadlines.actions import tick
from goldenthread.post.channels import smtp
from goldenthread.post.models import Message
from goldenthread.post.queue import enqueue
from goldenthread.rules.sending import State

ROUNDS = 5
PER_CASE = 4
"""Late in the sixth week each request has two reminders, and of each a copy."""

HOLD = "update procrastinate_jobs set scheduled_at = 'infinity' where status = 'todo'"
RELEASE = """
update procrastinate_jobs set scheduled_at = null
where id in (select id from procrastinate_jobs where status = 'todo' order by id limit %s)
"""
PAGE = 4096
FLAT = 64
"""Memory may be so many MiB above where it began, however many letters: what a connection and a round need."""
NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)


def run(letters: int) -> list[Result]:
    """Write so many letters by one tick, then hand them over in rounds, each beside its peers."""
    cases = open_cases(letters // PER_CASE)
    with transaction.atomic():
        by = ensure_system_account("tick", "The tick")
    written = milliseconds(lambda: tick(by=by, on=TODAY))
    count, mails = _mails()
    assert count == cases * PER_CASE, count
    queued = milliseconds(lambda: _only_queue(count))
    size = f"{count:,} letters"
    each = f"{written * 1000 / count:.0f} µs each, the step and its audit with it"
    first = Result(
        "letters: written and queued by one tick", size, written, "queuing their jobs alone", queued, 1, each
    )
    with _sink() as port:
        return [first, *_sent(port, mails, size)]


def _mails() -> tuple[int, list[bytes]]:
    """How many wait; and each as it would be said to a mail server."""
    with transaction.atomic(), as_system("bench"):
        rows = list(Message.objects.filter(state=State.QUEUED.value))
    mails = [
        smtp.mail(
            sender=settings.MAIL_FROM, sender_name="Bench", to=row.to_address, to_name=row.to_name, subject=row.subject,
            text=row.text, message_id=row.message_id, reply_to=settings.MAIL_FROM, at=NOON,
        ).as_bytes()
        for row in rows
    ]  # fmt: skip
    return len(rows), mails


def _only_queue(count: int) -> None:
    """The jobs of as many letters, and nothing else; undone."""
    with transaction.atomic():
        enqueue(uuid4() for _ in range(count))
        transaction.set_rollback(True)


def _sent(port: int, mails: Sequence[bytes], size: str) -> list[Result]:
    settings.SMTP, settings.MAIL_ALLOWED = f"smtp://127.0.0.1:{port}", None
    share = -(-len(mails) // ROUNDS)
    _say_in_queue(HOLD)
    ours, kept, fresh = [], [], []
    with _memory() as used:
        for start in range(0, len(mails), share):
            ours.append(milliseconds(lambda: _work(share)))
            part = mails[start : start + share]
            kept.append(milliseconds(lambda part=part: _said(port, part, is_kept=True)))  # type: ignore[misc]
            fresh.append(milliseconds(lambda part=part: _said(port, part, is_kept=False)))  # type: ignore[misc]
    with transaction.atomic(), as_system("bench"):
        assert Message.objects.filter(state=State.ACCEPTED.value).count() == len(mails)
    assert max(used) - used[0] < FLAT, f"Memory is not flat: {used} MiB."
    mine, rate = statistics.median(ours), share / statistics.median(ours) * 1000
    remark = (
        f"{rate:,.0f} letters a second by one worker; memory {used[0]} → {used[-1]} MiB, most {max(used)}"
    )
    name = f"letters: {share:,} handed over by {AT_ONCE} at once, recorded"
    return [
        Result(
            name,
            size,
            mine,
            f"smtplib, {AT_ONCE} connections kept open",
            statistics.median(kept),
            len(ours),
            remark,
        ),
        Result(
            name,
            size,
            mine,
            f"smtplib, {AT_ONCE} at once, a connection each",
            statistics.median(fresh),
            len(ours),
        ),
    ]


def _work(share: int) -> None:
    """One worker takes this round's jobs, until none is left."""
    _say_in_queue(RELEASE, share)
    worker = Thread(target=work, kwargs={"until_empty": True})
    worker.start()
    worker.join()


def _say_in_queue(sql: str, *words: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, words)


def _said(port: int, mails: Sequence[bytes], *, is_kept: bool) -> None:
    """The same mails, in as many threads as a worker has."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(
            pool.map(
                lambda part: _say_all(port, part, is_kept=is_kept),
                [mails[at::AT_ONCE] for at in range(AT_ONCE)],
            )
        )


def _say_all(port: int, mails: Sequence[bytes], *, is_kept: bool) -> None:
    client = smtplib.SMTP("127.0.0.1", port)
    for mail in mails:
        client.sendmail(settings.MAIL_FROM, ["spoc@torbay.example"], mail)
        if not is_kept:
            client.close()
            client = smtplib.SMTP("127.0.0.1", port)
    client.close()


@contextmanager
def _sink() -> Iterator[int]:
    """A mail server that takes everything and keeps nothing."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "aiosmtpd",
        "-n",
        "-c",
        "aiosmtpd.handlers.Sink",
        "-l",
        f"127.0.0.1:{port}",
    ]
    with subprocess.Popen(command) as process:
        try:
            _wait_for(port)
            yield port
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            smtplib.SMTP("127.0.0.1", port).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("The mail server does not start.")


@contextmanager
def _memory() -> Iterator[list[int]]:
    """What this process has in memory, each second, in MiB."""
    used, is_over = [_resident()], Event()

    def look() -> None:
        while not is_over.wait(1):
            used.append(_resident())

    looking = Thread(target=look)
    looking.start()
    try:
        yield used
    finally:
        is_over.set()
        looking.join()
        used.append(_resident())


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE // 2**20
