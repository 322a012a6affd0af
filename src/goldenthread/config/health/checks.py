"""Each thing that can go wrong in silence, and whether it has. No case is named, only how many."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from goldenthread.config.health.invariants import INVARIANTS, UNSEALED, breaches, is_sealed_ever
from goldenthread.desk.health.queries import overlooked, restored
from goldenthread.rules.bank_holidays import calendar_alarm

LONGEST = "20s"
"""So long may one question take before the check counts as failed."""


class Check(NamedTuple):
    """What was looked at, and the sentence that says what is wrong; none where it is well."""

    name: str
    problem: str = ""


def migrations_waiting() -> str:
    """What stands between this process and its work."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "the database does not answer. Check that it runs and that DATABASE_URL is right"
    if waiting:
        return "the database is older than this version. Run: goldenthread manage migrate"
    return ""


def not_gathered() -> str:
    """In production pages name their style sheets by what is in them; without the list of names none can be shown."""
    if settings.PRODUCTION and not Path(settings.STATIC_ROOT or "", "staticfiles.json").exists():
        return "the style sheets are not gathered. Run: goldenthread manage collectstatic --noinput"
    return ""


def checks(today: date) -> Iterator[Check]:
    """All of them, inside a transaction whose actor sees every area."""
    yield Check("the tables are of this version", migrations_waiting())
    yield Check("the style sheets are gathered", not_gathered())
    yield Check("the calendar of bank holidays reaches far enough", calendar_alarm(today) or "")
    with connection.cursor() as cursor:
        cursor.execute("select set_config('statement_timeout', %s, true)", [LONGEST])
    late = overlooked(today)
    yield Check("the tick runs every day", f"{late} steps or reminders were not raised" if late else "")
    yield Check("no restore waits to be compared", restored())
    is_sealing = settings.PRODUCTION or is_sealed_ever()
    for invariant in (*INVARIANTS, *((UNSEALED,) if is_sealing else ())):
        broken = breaches(invariant)
        yield Check(invariant.name, f"{broken} rows break it" if broken else "")
