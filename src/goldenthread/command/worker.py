"""`goldenthread worker`: derive marked cases at once, and tick when a new day begins.

Nothing depends on it for being right: every reader derives what is marked, and a tick catches up. It saves
the reader's time, and saves a crontab.
"""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from goldenthread.command.project import project
from goldenthread.rules.words import said

CHANNEL = "case_marked"
PATIENCE = 30.0
"""Seconds after which the worker looks at the clock, though nothing was said to it."""


def main(words: list[str]) -> int:
    """Work until Ctrl-C."""
    argparse.ArgumentParser(
        prog="goldenthread worker", description="Derive and tick as days and cases go."
    ).parse_args(words)
    with project():
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute(f"listen {CHANNEL}")
        last: date | None = None
        while True:
            last = once(last)
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
        print(f"{said(today)}: {len(ticked.raised)} raised.", flush=True)
    return today


def wait(connection: Any, patience: float = PATIENCE) -> None:
    """Until somebody marks a case, or patience ends."""
    for _ in connection.connection.notifies(timeout=patience, stop_after=1):
        return
