"""The sequencer: rows that were committed get their place in the tree, and a signed checkpoint says what it is now.

Nothing here is a deed of a person. One seals at a time. The checkpoint is written outside the database after the
commit; where that was cut short, the next one to seal writes it first.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from goldenthread.audit.checkpoints import (
    RESTORED,
    SEALED,
    Checkpoint,
    checkpoint,
    last_line,
    next_one,
    write,
)
from goldenthread.audit.keys import Key, key
from goldenthread.audit.rows import alone, moment, settled, unplaced
from goldenthread.rules.merkle import Frontier, leaf
from goldenthread.rules.refusals import Refused

BATCH = 100_000
"""So many rows get one checkpoint at most."""

LAST = "select line from audit_checkpoint order by number desc limit 1"
KEEP = "insert into audit_checkpoint (number, size, line) values (%s, %s, %s)"
PLACE = "copy audit_leaf (number, entry_id, hash) from stdin"
BEHIND = (
    "The database is behind the checkpoints in {folder}: rows were cut off, or an old copy was put back. "
    "Run: goldenthread audit verify. After a restore that you know of: goldenthread audit seal --after-restore."
)
ANOTHER = (
    "This is another PostgreSQL than the one whose audit was sealed last. If it was restored from a backup, run: "
    "goldenthread audit seal --after-restore. If not, run: goldenthread audit verify."
)
DIFFERS = "The last checkpoint in {folder} is not the one in the database. Run: goldenthread audit verify."


@dataclass(frozen=True, slots=True)
class Sealing:
    """Where checkpoints go, with which key, and whether a person says that the database was restored."""

    folder: Path
    key_file: Path
    is_after_restore: bool = False
    may_make_key: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """From where to go on: the last checkpoint outside, and the one whose tree stands here, another after a restore."""

    before: Checkpoint | None
    tree: Checkpoint | None


def seal(how: Sealing) -> list[Checkpoint]:
    """Place every settled row and sign what the tree is then; no checkpoint where there is no new row.

    Raises Refused, with what to do, where the last checkpoint outside is not the last one here.
    """
    with alone():
        stand = _agreed(how)
        signing = key(how.key_file, may_make=stand.before is None or how.may_make_key)
        made: list[Checkpoint] = []
        while told := _one(stand, how, signing, is_first=not made):
            write(how.folder, told)
            made.append(told)
            stand = Stand(told, told)
    return made


def _one(stand: Stand, how: Sealing, signing: Key, *, is_first: bool) -> Checkpoint | None:
    """One checkpoint more, committed. A full batch leaves the horizon where it was: others of its rows follow."""
    with transaction.atomic():
        horizon, system, at = moment()
        is_restored = how.is_after_restore and is_first
        since = stand.tree.horizon if stand.tree and not is_restored else 0
        rows = unplaced("true" if how.is_after_restore else settled(since, horizon), BATCH)
        if not rows and not is_restored:
            return None
        frontier = stand.tree.frontier if stand.tree else Frontier()
        leaves = _place(frontier, rows)
        told = next_one(
            stand.before,
            frontier,
            leaves,
            at=at,
            horizon=horizon if len(rows) < BATCH else since,
            system=system,
            key=signing,
            after=stand.tree.number if stand.tree else 0,
            kind=RESTORED if is_restored else SEALED,
        )
        with connection.cursor() as cursor:
            cursor.execute(KEEP, [told.number, told.size, told.line])
    return told


def _place(frontier: Frontier, rows: list[tuple[UUID, bytes]]) -> list[bytes]:
    """Give the rows the next places, and let the tree grow by their leaves."""
    leaves = [leaf(row) for _, row in rows]
    with connection.cursor() as cursor, cursor.copy(PLACE) as copy:
        for number, ((id_, _), hash_) in enumerate(zip(rows, leaves, strict=True), start=frontier.size + 1):
            copy.write_row((number, id_, hash_))
    frontier.grow(leaves)
    return leaves


def _agreed(how: Sealing) -> Stand:
    """What both the database and the folder say was last; Refused where they do not agree."""
    line, told, (_, system, _) = _last_here(), last_line(how.folder), moment()
    here, outside = (checkpoint(each) if each else None for each in (line, told))
    if here and here.previous == (outside.hash if outside else ""):
        write(how.folder, here)  # the commit was done, the line was not
        outside = here
    if how.is_after_restore:
        return Stand(outside, here)
    if outside and (here is None or here.number < outside.number):
        raise Refused(BEHIND.format(folder=how.folder))
    if here != outside:
        raise Refused(DIFFERS.format(folder=how.folder))
    if here and here.system != system:
        raise Refused(ANOTHER)
    return Stand(here, here)


def _last_here() -> str:
    with connection.cursor() as cursor:
        cursor.execute(LAST)
        row = cursor.fetchone()
    return str(row[0]) if row else ""
