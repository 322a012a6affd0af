"""The audit's rows as their leaves are made of them, and the order in which they take their places.

A row is told as PostgreSQL's COPY tells text: its columns in a fixed order, moments in microseconds. Other settings of
a server cannot change a byte of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from goldenthread.database.acting import as_system

COLUMNS = """
    '1', e.id, (extract(epoch from e.recorded_at) * 1000000)::bigint, e.recorded_by, e.what, e.deed, e.subject,
    e.subject_id, e.area_id, e.case_id, e.child_id, e.request_id, e.purpose, e.basis, e.rule, e.outcome, e.tx
"""
"""The first says of which shape a row is told: another shape would be another number."""

LOCK = 7_305_118_402
"""Whoever seals holds it: any number will do, as long as it is ours alone."""

UNPLACED = """
copy (
    select {columns} from audit_entry e
    where {which} and not exists (select from audit_leaf l where l.entry_id = e.id)
    order by e.tx, e.id limit {limit:d}
) to stdout
"""
PLACED = """
copy (
    select l.number, encode(l.hash, 'hex'), l.entry_id, {columns}
    from audit_leaf l left join audit_entry e on e.id = l.entry_id order by l.number
) to stdout
"""
MOMENT = """
select pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
       (select system_identifier::text from pg_control_system()),
       to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
"""
GUARDS = """
select c.relname from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relname in ('audit_entry', 'audit_leaf', 'audit_checkpoint')
  and exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = c.relname || '_append_only'
              and t.tgenabled in ('O', 'A'))
"""
TABLES = ("audit_entry", "audit_leaf", "audit_checkpoint")


@contextmanager
def alone() -> Iterator[None]:
    """Nobody else seals or verifies, and every row is seen. The lock is the session's: it outlasts the commit, until
    the line is written.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [LOCK])
    try:
        with as_system("audit"):
            yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s)", [LOCK])


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of the tree: its number, the hash it was given, and the row as it is told today, empty where it is gone."""

    number: int
    hash: str
    entry: str
    row: bytes


def moment() -> tuple[int, str, str]:
    """The transaction before which nothing can be written any more, which PostgreSQL says so, and when (UTC)."""
    horizon, system, at = _one(MOMENT)
    return int(horizon), str(system), str(at)


def settled(since: int, before: int) -> str:
    """Rows that no other can precede any more."""
    return f"e.tx >= {since:d} and e.tx < {before:d}"


def behind(horizon: int) -> str:
    """Rows that came before a checkpoint by their own word, and were not there when it was made."""
    return f"e.tx < {horizon:d}"


def unplaced(which: str, limit: int) -> list[tuple[UUID, bytes]]:
    """Rows without a place, in the order of their transactions."""
    sql = UNPLACED.format(columns=COLUMNS, which=which, limit=limit)
    return [(UUID(row.split(b"\t", 2)[1].decode()), row) for row in _told(sql)]


def placed() -> Iterator[Placed]:
    """Every place of the tree in order, with the row that stands there."""
    for line in _told(PLACED.format(columns=COLUMNS)):
        number, hash_, entry, row = line.split(b"\t", 3)
        is_gone = row.split(b"\t", 2)[1] == rb"\N"
        yield Placed(int(number), hash_.decode(), entry.decode(), b"" if is_gone else row)


def waiting(which: str) -> int:
    """How many rows have no place yet."""
    none = "not exists (select from audit_leaf l where l.entry_id = e.id)"
    (count,) = _one(f"select count(*) from audit_entry e where {which} and {none}")  # noqa: S608 (our own, above)
    return int(count)


def unguarded() -> list[str]:
    """The audit's tables whose append-only trigger is off or gone."""
    with connection.cursor() as cursor:
        cursor.execute(GUARDS)
        guarded = {name for (name,) in cursor.fetchall()}
    return [name for name in TABLES if name not in guarded]


def _told(sql: str) -> Iterator[bytes]:
    with connection.cursor() as cursor, cursor.copy(sql) as copy:
        for line in copy:
            yield bytes(line).removesuffix(b"\n")


def _one(sql: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row: tuple[Any, ...] = cursor.fetchone()
    return row
