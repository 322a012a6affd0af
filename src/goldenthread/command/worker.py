"""`goldenthread worker`: send letters, derive marked cases at once, tick when a new day begins, seal the audit.

Letters leave through it alone; several workers, on several machines, share the queue. Nothing else depends on it for
being right: every reader derives what is marked, a tick catches up, and so does the next to seal.
"""

from __future__ import annotations

import argparse
import sys
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
        each_minute = EachMinute()
        post.in_background()
        while True:
            last = once(last)
            each_minute.keep()
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
    from goldenthread.documents.keeping import look_after

    for sha256 in look_after(at).lost:
        print(
            f"The file of a document is missing or damaged: {sha256}. Restore it.",
            file=sys.stderr,
            flush=True,
        )


@dataclass(slots=True)
class EachMinute:
    """The audit is sealed, and letters that were cut off are found. What stands in the way is said once."""

    at: float = -MINUTE
    problem: str = ""

    def keep(self) -> None:
        """Do both where a minute is over."""
        from goldenthread.command.audit import seal_as_system

        if monotonic() - self.at < MINUTE:
            return
        self.at = monotonic()
        post.reconcile()
        try:
            seal_as_system()
            self.problem = ""
        except (Refused, OSError) as problem:
            if str(problem) != self.problem:
                print(problem, file=sys.stderr, flush=True)
            self.problem = str(problem)


def wait(connection: Any, patience: float = PATIENCE) -> None:
    """Until somebody marks a case, or patience ends."""
    for _ in connection.connection.notifies(timeout=patience, stop_after=1):
        return
