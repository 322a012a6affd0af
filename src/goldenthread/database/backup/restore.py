"""Putting a backup back: only into a database that nobody has used, all of it or nothing, compared before it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from goldenthread.database.backup import rows, tables
from goldenthread.database.backup.faults import Broken
from goldenthread.database.backup.manifest import Manifest
from goldenthread.database.backup.rows import REMADE, Progress
from goldenthread.database.backup.tables import Table
from goldenthread.rules.refusals import Refused

FILLED_BY_MIGRATIONS = {
    "public.django_migrations",
    "public.django_content_type",
    "public.auth_permission",
    *REMADE,
}


def put_back(
    cursor: psycopg.Cursor[Any], folder: Path, told: Manifest, progress: Progress, then: Callable[[], None]
) -> None:
    """Load and compare every row inside the caller's transaction, as the owner; `then` what else belongs to it."""
    tables.settle(cursor)
    with rows.unforced(cursor) as here:
        refuse_used(cursor, here)
        rows.load(cursor, here, folder, told, progress)
        rows.compare(cursor, here, told, progress)
        then()


def refuse_used(cursor: psycopg.Cursor[Any], here: Mapping[str, Table]) -> None:
    """A database in which anything stands is never written over: it may be the only copy of something."""
    for label, table in here.items():
        if label in FILLED_BY_MIGRATIONS:
            continue
        cursor.execute(sql.SQL("select exists (select from {})").format(table.named))
        if (cursor.fetchone() or (True,))[0]:
            raise Refused(
                f"This database is in use: {table.name} has rows. A restore writes over nothing. Name a new "
                "GOLDENTHREAD_HOME, or an empty database by DATABASE_URL and DATABASE_OWNER_URL."
            )


def refuse_other_version(told: Manifest, ours: Iterable[str]) -> None:
    """The tables must be those of the backup, or columns would be lost in silence."""
    kept, here = set(told.migrations), set(ours)
    if older := sorted(here - kept):
        raise Broken(
            f"The backup is older than this version: its tables lack {_some(older)}. Restore it with Goldenthread "
            f"{told.version}, the version that made it, then start this one on it."
        )
    if newer := sorted(kept - here):
        raise Broken(
            f"The backup is newer than this version, which does not know {_some(newer)}. "
            f"Restore it with Goldenthread {told.version}."
        )


def _some(names: list[str]) -> str:
    others = len(names) - 1
    return names[0] + (f" and {others} more" if others else "")
