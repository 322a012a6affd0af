"""Wherever bringing mail in breaks, each mail is kept once, filed once, and let go of at the server (C03, H18).

A mail that answers a letter of ours is fetched, stored, committed, filed with what it brought, and moved. A full run
breaks every call of that, once before it is done and once after it, and kills 200 processes with -9: half of them at a
call, half at a random moment. An ordinary run breaks five of those that write and kills two processes.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from conftest import LONG
from goldenthread.audit.models import Entry
from goldenthread.command import worker
from goldenthread.database.acting import as_system
from goldenthread.documents import store
from goldenthread.documents.checks import Format
from goldenthread.documents.models import Document
from goldenthread.inbox.conftest import by, case, files, server
from goldenthread.inbox.mailbox import Address
from goldenthread.inbox.models import Mail
from goldenthread.inbox.tests.imap import FOLDER, asked, delivered, holds, served
from goldenthread.inbox.tests.written import NOW, answer
from goldenthread.inbox.tests.written import asked as letter_to
from goldenthread.rules.refusals import Refused
from tests.faults.breaking import calls, dies

__all__ = ["by", "case", "files", "server"]
KILLED = 200 if LONG else 2
DONE = "Goldenthread"


@pytest.fixture(scope="module")
def started() -> Iterator[Address]:
    """A real mail server, one for all tests of this file."""
    with served() as address:
        yield address


@pytest.fixture
def box(started: Address, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Address:
    """Its mailbox, empty, and the worker told of it. Files are checked by tests of their own, each by a process."""
    with asked(started) as mail_server:
        for folder in (FOLDER, DONE):
            if mail_server.select(folder)[0] == "OK":
                mail_server.store("1:*", "+FLAGS", "\\Deleted")
                mail_server.expunge()
    words = {name: getattr(started, name) for name in ("host", "port", "user", "password", "is_tls")}
    settings.IMAP = {**words, "folder": FOLDER, "done": DONE, "area": "torbay"}
    monkeypatch.setattr("goldenthread.inbox.actions.mails.look_into", lambda content, name: (Format.DOCX, ""))
    monkeypatch.setattr("goldenthread.documents.actions.checked", lambda content, name: Format.DOCX)
    return started


@pytest.fixture
def answers(case: Any, by: Any, box: Address) -> Callable[[int], bytes]:
    """`answers(n)` has the nth answer to our letter delivered, with a report that no other brings."""
    with transaction.atomic():
        token = letter_to(case, by)

    def made(number: int) -> bytes:
        raw = answer(
            token, "Ember's report.", subject=f"Report {number}", files={f"{number}.docx": b"PK %d" % number}
        )
        delivered(box, raw, NOW)
        return raw

    return made


@pytest.mark.django_db(transaction=True)
def test_whichever_call_breaks_the_mail_is_kept_and_filed_once(
    answers: Callable[[int], bytes], box: Address, case: Any
) -> None:
    first = answers(0)
    with calls() as usual:
        worker.receive_mail()
    _then_it_is_filed(0, first, case)
    assert usual.count > 80, "the calls are not counted"
    for number, (at, is_done) in enumerate(chosen := usual.places(None if LONG else 5), start=1):
        raw = answers(number)
        with calls(at, is_done=is_done) as broken, suppress(Refused, DatabaseError, OSError):
            worker.receive_mail()
        assert broken.count >= at, "another mail made fewer calls than the first"
        worker.receive_mail()
        _then_it_is_filed(number, raw, case)
    assert (holds(box, FOLDER), holds(box, DONE)) == (0, 1 + len(chosen))


@pytest.mark.django_db(transaction=True)
def test_whenever_a_worker_is_killed_the_mail_is_kept_and_filed_once(
    answers: Callable[[int], bytes],
    box: Address,
    case: Any,
    killed: Callable[[Callable[[], object], float], None],
    lost: Callable[[Callable[[], object]], None],
) -> None:
    chance, cut = random.Random("kill -9"), 0
    first, started = answers(0), time.monotonic()
    with calls() as usual:
        worker.receive_mail()
    took = time.monotonic() - started
    _then_it_is_filed(0, first, case)
    for number in range(1, KILLED + 1):
        raw = answers(number)
        if number % 2:
            at = chance.randint(1, usual.count)
            lost(lambda at=at: _dying(at))  # type: ignore[misc]
        else:
            killed(worker.receive_mail, chance.random() * took)
        cut += not _is_done(box, number)
        worker.receive_mail()
        _then_it_is_filed(number, raw, case)
    assert cut, "no worker was killed while it was at work"
    assert (holds(box, FOLDER), holds(box, DONE)) == (0, 1 + KILLED)


def _dying(at: int) -> None:
    with calls(at, broken=dies):
        worker.receive_mail()


def _is_done(box: Address, number: int) -> bool:
    with transaction.atomic(), as_system("test"):
        is_filed = Mail.objects.filter(subject=f"Report {number}", state="filed").exists()
    return is_filed and holds(box, FOLDER) == 0


def _then_it_is_filed(number: int, raw: bytes, case: Any) -> None:
    """Kept as it came, filed to the right child with its report, each once in the audit too."""
    with transaction.atomic(), as_system("test"):
        kept = Mail.objects.get(subject=f"Report {number}")
        assert (kept.state, kept.case_id, kept.why) == (Mail.State.FILED, case.pk, "")
        assert store.content(kept.sha256, store.MAIL) == raw
        assert Document.objects.filter(title=str(number), case=case).count() == 1
        brought = kept.attachments.get()
        assert store.content(brought.sha256) == b"PK %d" % number
        deeds = Entry.objects.filter(subject_id__in=[kept.pk, brought.pk]).values_list("deed", flat=True)
        assert sorted(deeds) == ["inbox.file", "inbox.file", "inbox.keep", "inbox.read", "inbox.read"]
