"""`goldenthread worker`: send letters, bring mail in, derive marked cases, tick as each day begins, seal the audit.

Letters leave through it alone; several workers, on several machines, share the queue. Nothing else depends on it for
being right: every reader derives what is marked, a tick catches up, and so does the next to seal.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from time import monotonic
from typing import Any

from goldenthread.command import post
from goldenthread.command.project import project
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said

CHANNEL = "case_marked"
MINUTE = 60.0
PATIENCE = 30.0
"""Seconds after which the worker looks at the clock, though nothing was said to it."""


def main(words: list[str]) -> int:
    """Work until Ctrl-C."""
    argparse.ArgumentParser(
        prog="goldenthread worker", description="Send letters, derive, tick and seal as days and cases go."
    ).parse_args(words)
    with project():
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(f"listen {CHANNEL}")
        last: date | None = None
        each_round = rounds()
        post.in_background()
        while True:
            last = once(last)
            for each in each_round:
                each.keep()
            wait(connection)


def once(last: date | None) -> date:
    """One round: derive what is marked; tick if this day has not been ticked by this worker."""
    from django.db import transaction

    from goldenthread import clock
    from goldenthread.accounts.actions import ensure_system_account
    from goldenthread.database.acting import acting_as
    from goldenthread.deadlines.actions import tick
    from goldenthread.deadlines.snapshot import refresh
    from goldenthread.once.actions import forget

    today = clock.today()
    with transaction.atomic():
        by = ensure_system_account("tick", "The tick")
    with transaction.atomic(), acting_as(by):
        refresh()
    if today != last:
        ticked = tick(by=by, on=today)
        with transaction.atomic(), acting_as(by):
            forget(at=clock.now())
        with acting_as(by):
            look_after_files(clock.now())
        print(f"{said(today)}: {len(ticked.raised)} raised.", flush=True)
    return today


def look_after_files(at: datetime) -> None:
    """Sweep files that nothing names; say which of those that are named are missing or damaged."""
    from goldenthread.documents import queries as documents
    from goldenthread.documents.keeping import look_after
    from goldenthread.documents.store import DOCUMENTS, MAIL
    from goldenthread.inbox import queries as inbox

    named = {DOCUMENTS: lambda: documents.hashes() | inbox.hashes(), MAIL: inbox.raw_hashes}
    for shelf, hashes in named.items():
        for sha256 in look_after(at, hashes, shelf).lost:
            print(f"A file is missing or damaged: {shelf}/{sha256}. Restore it.", file=sys.stderr, flush=True)


def seal() -> None:
    """Seal the audit."""
    from goldenthread.command.audit import seal_as_system

    seal_as_system()


def receive_mail() -> None:
    """Bring the mailbox's mail in, where there is one, and read what was kept and not read yet."""
    from imaplib import IMAP4

    from django.conf import settings
    from django.db import transaction

    from goldenthread import clock
    from goldenthread.accounts.actions import ensure_system_account
    from goldenthread.inbox.mailbox import Address
    from goldenthread.inbox.receiving import collect, read_all

    with transaction.atomic():
        by = ensure_system_account("inbox", "The mailbox")
    try:
        if settings.IMAP:
            words = {name: value for name, value in settings.IMAP.items() if name != "area"}
            collect(Address(**words), settings.IMAP["area"], by=by, now=clock.now())
    except (OSError, IMAP4.error) as problem:
        raise Refused(
            f"The mailbox cannot be read: {problem}. No mail is lost: it waits there, and is tried each minute."
        ) from problem
    finally:
        read_all(by=by, now=clock.now())


@dataclass(slots=True)
class Minutely:
    """What is done once a minute, or more often. What stands in the way is said once, and tried again."""

    do: Callable[[], object]
    every: float = MINUTE
    at: float = -MINUTE
    problem: str = ""

    def keep(self) -> None:
        """Do it where a minute is over."""
        if monotonic() - self.at < self.every:
            return
        self.at = monotonic()
        try:
            self.do()
            self.problem = ""
        except (Refused, OSError) as problem:
            if str(problem) != self.problem:
                print(problem, file=sys.stderr, flush=True)
            self.problem = str(problem)


def rounds() -> list[Minutely]:
    """All that is done again and again. Of an emergency two people hear within the minute: it waits for no other."""
    alerts = Minutely(post.alert, every=PATIENCE)
    return [alerts, *map(Minutely, (post.reconcile, seal, receive_mail, post.news))]


def wait(connection: Any, patience: float = PATIENCE) -> None:
    """Until somebody marks a case, or patience ends."""
    for _ in connection.connection.notifies(timeout=patience, stop_after=1):
        return
