"""Rows out and in: by COPY, which every PostgreSQL from 15 speaks, so that a backup outlives the server's version."""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from goldenthread.database.backup.faults import Broken
from goldenthread.database.backup.manifest import Manifest, Rows, fingerprint
from goldenthread.database.backup.tables import Table, parents_first, tables

FOLDER = "tables"

REVOKED = (
    "public.django_session",
    "public.accounts_session",
    "public.accounts_invitation",
    "public.advice_answerlink",
    "public.advice_linkcode",
)
"""Tables of what opens a door: sessions, links of every kind. A backup holds none, so a restore revokes them all."""

REMADE = ("public.access_role",)
"""Tables that every `migrate` writes from the rules of its version."""
PIECE = 1 << 20

Progress = Callable[[str], None]

TRIGGERS = """
select tgname, tgenabled::text from pg_trigger where tgrelid = %s::regclass and not tgisinternal
"""
SET_SEQUENCE = "select setval(format('%%I.%%I', %s::text, %s::text)::regclass, %s, %s)"
AS_BEFORE = {"O": "enable", "A": "enable always", "R": "enable replica", "D": "disable"}


class Hashed:
    """Counts the rows and hashes the text that passes."""

    def __init__(self) -> None:
        self.digest, self.rows = hashlib.sha256(), 0

    def see(self, piece: bytes) -> bytes:
        """A line end inside a value is written as two letters, so each one here ends a row."""
        self.digest.update(piece)
        self.rows += piece.count(b"\n")
        return piece


def kept_in(folder: Path, label: str) -> Path:
    """The file of a table."""
    return folder / FOLDER / f"{label}.copy.gz"


def private(path: str, flags: int) -> int:
    """Opens a file that nobody else may read."""
    return os.open(path, flags, 0o600)


def write(cursor: psycopg.Cursor[Any], table: Table, folder: Path) -> Rows:
    """One table to its file, which is on the disk when this returns."""
    seen = Hashed()
    with open(kept_in(folder, table.label), "xb", opener=private) as file:
        with (
            gzip.GzipFile(fileobj=file, mode="wb", compresslevel=3, mtime=0) as packed,
            cursor.copy(table.copied_out()) as copy,
        ):
            for piece in copy:
                packed.write(seen.see(bytes(piece)))
        file.flush()
        os.fsync(file.fileno())
    sha256, file_sha256 = seen.digest.hexdigest(), fingerprint(kept_in(folder, table.label))
    return Rows(table.columns, seen.rows, sha256, file_sha256)


def read(folder: Path, label: str) -> Iterator[bytes]:
    """The text of a table, piece by piece. Broken where the file is missing, cut short or damaged."""
    path = kept_in(folder, label)
    try:
        with gzip.open(path, "rb") as packed:
            while piece := packed.read(PIECE):
                yield piece
    except FileNotFoundError:
        raise Broken(f"The backup has no file for the table {label}: {path} is missing.") from None
    except (EOFError, OSError, zlib.error) as problem:
        raise Broken(f"{path} is cut short or damaged. Use another backup.") from problem


def check(folder: Path, kept: Mapping[str, Rows], progress: Progress) -> None:
    """Read every table back: as many rows, and the same text, as the manifest says."""
    for label, table in kept.items():
        progress(f"Reading back {label}")
        seen = Hashed()
        for piece in read(folder, label):
            seen.see(piece)
        _compare(label, table, seen, "The backup")
        if fingerprint(kept_in(folder, label)) != table.packed:
            raise Broken(f"{kept_in(folder, label)} is damaged. Use another backup.")


@contextmanager
def unforced(cursor: psycopg.Cursor[Any]) -> Iterator[dict[str, Table]]:
    """Every table, open to its owner until the block ends: forced policies would refuse to be copied into."""
    here = {table.label: table for table in tables(cursor)}
    forced = [table for table in here.values() if table.is_forced]
    for table in here.values():
        cursor.execute(sql.SQL("lock table {} in access exclusive mode").format(table.named))
    for table in forced:
        _alter(cursor, table, "no force row level security")
    yield here
    cursor.execute("set constraints all immediate")
    for table in forced:
        _alter(cursor, table, "force row level security")


def load(
    cursor: psycopg.Cursor[Any],
    here: Mapping[str, Table],
    folder: Path,
    manifest: Manifest,
    progress: Progress,
) -> None:
    """Every row into tables that migrations made, as their owner. Triggers rest: these rows passed them once.

    At the end every constraint is asked about every row.
    """
    refuse_other_tables(here, manifest)
    cursor.execute("set constraints all deferred")
    before = {label: _rest(cursor, table) for label, table in here.items()}
    ours = manifest.tables.keys() | set(manifest.left_out) - set(REMADE)
    every = sql.SQL(", ").join(table.named for label, table in here.items() if label in ours)
    cursor.execute(sql.SQL("truncate {} restart identity").format(every))
    for table in parents_first(cursor, list(here.values())):
        if kept := manifest.tables.get(table.label):
            progress(f"Restoring {table.label}")
            _fill(cursor, replace(table, columns=kept.columns), read(folder, table.label))
    for label, (last, is_called) in manifest.sequences.items():
        cursor.execute(SET_SEQUENCE, [*label.split(".", 1), last, is_called])
    progress("Asking every constraint")
    cursor.execute("set constraints all immediate")
    for label, table in here.items():
        _wake(cursor, table, before[label])


def compare(
    cursor: psycopg.Cursor[Any], here: Mapping[str, Table], manifest: Manifest, progress: Progress
) -> None:
    """What stands in the database is what the backup says, row by row."""
    for label, kept in manifest.tables.items():
        progress(f"Comparing {label}")
        seen = Hashed()
        with cursor.copy(replace(here[label], columns=kept.columns).copied_out()) as copy:
            for piece in copy:
                seen.see(bytes(piece))
        _compare(label, kept, seen, "The restored database")


def refuse_other_tables(here: Mapping[str, Table], manifest: Manifest) -> None:
    """The same tables with the same columns: less would be lost in silence."""
    for label, kept in manifest.tables.items():
        if label not in here or set(here[label].columns) != set(kept.columns):
            raise Broken(
                f"The backup's table {label} has other columns than this version's. "
                f"Restore it with Goldenthread {manifest.version}."
            )
    missing = sorted(set(here) - set(manifest.tables) - set(manifest.left_out))
    if missing:
        raise Broken(f"The backup says nothing of the table {missing[0]}. Use another backup.")


def _compare(label: str, kept: Rows, seen: Hashed, where: str) -> None:
    if seen.rows != kept.rows:
        raise Broken(f"{where} has {seen.rows} rows of {label}, and the manifest says {kept.rows}.")
    if seen.digest.hexdigest() != kept.sha256:
        raise Broken(f"{where} has other rows of {label} than the manifest says: the hash differs.")


def _fill(cursor: psycopg.Cursor[Any], table: Table, pieces: Iterable[bytes]) -> None:
    with cursor.copy(table.copied_in()) as copy:
        for piece in pieces:
            copy.write(piece)


def _rest(cursor: psycopg.Cursor[Any], table: Table) -> list[tuple[str, str]]:
    cursor.execute(TRIGGERS, [table.named.as_string(cursor)])
    triggers: list[tuple[str, str]] = cursor.fetchall()
    _alter(cursor, table, "disable trigger user")
    return triggers


def _wake(cursor: psycopg.Cursor[Any], table: Table, triggers: list[tuple[str, str]]) -> None:
    for name, state in triggers:
        _alter(cursor, table, f"{AS_BEFORE[state]} trigger {{}}", sql.Identifier(name))


def _alter(cursor: psycopg.Cursor[Any], table: Table, change: str, *words: sql.Composable) -> None:
    changed = sql.SQL(change).format(*words)
    cursor.execute(sql.SQL("alter table {} {}").format(table.named, changed))
