"""Taking a backup: the rows of one moment, the files after it, the keys apart, the manifest last, then read back."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from goldenthread.database.backup import files, manifest, rows, tables
from goldenthread.database.backup.faults import Broken, told_of
from goldenthread.database.backup.manifest import Manifest
from goldenthread.database.backup.rows import Progress

LEFT_OUT = rows.REVOKED + rows.REMADE

MIGRATIONS = "select app || '.' || name from public.django_migrations order by 1"


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that is whole: its folder, the folder of its keys, what it holds."""

    folder: Path
    keys: Path
    manifest: Manifest


def take(
    *,
    address: str,
    home: Path,
    checkpoints: Path,
    target: Path,
    keys: Path,
    version: str,
    progress: Progress,
) -> Taken:
    """A backup into a new folder of `target`, named by its moment, and its keys into one of `keys`.

    `checkpoints` is where the audit's are written; those that are written elsewhere than in the home stay there.
    Until it is whole and read back its folder is called `….unfinished`; one that fails leaves nothing.
    """
    with told_of(target), psycopg.connect(address, autocommit=True) as connection:
        moment = _moment(connection)
        name = f"{moment:%Y-%m-%dT%H-%M-%SZ}"
        folder, apart = target / name, keys / f"{name}.keys"
        with _unfinished(folder) as new, _unfinished(apart) as new_keys:
            # Before the rows: a checkpoint that knows more than they do would look like rows cut off.
            checkpoint = newest_checkpoint(checkpoints)
            taken = files.take(home, ("checkpoints",), new / files.FOLDER)
            with _snapshot(connection) as cursor:
                told = _told(cursor, new, moment, version, progress)
            progress("Copying files and keys")
            others = tuple(name for name in files.TAKEN if name != "checkpoints")
            told = replace(
                told,
                files={**taken, **files.take(home, others, new / files.FOLDER)},
                keys=files.take(home, files.KEYS, new_keys),
                checkpoint=checkpoint,
            )
            text = manifest.written(told)
            _write(new / manifest.HASH, manifest.hashed(text))
            _write(new / manifest.NAME, text)
            check(new, new_keys, progress)
    if not told.keys:
        apart.rmdir()
    return Taken(folder, apart, told)


def check(folder: Path, keys: Path | None, progress: Progress) -> Manifest:
    """Read a backup back, every byte of it: what the manifest says is there, and is what it was."""
    told = manifest.read(folder)
    rows.check(folder, told.tables, progress)
    files.check(folder / files.FOLDER, told.files, what="file")
    if keys is not None:
        files.check(keys, told.keys, what="key")
        files.refuse_open_keys(keys)
    return told


def newest_checkpoint(folder: Path) -> dict[str, Any] | None:
    """The audit's latest checkpoint in this folder, where there is one."""
    file = max(folder.glob("*.json"), default=None)
    if file is None:
        return None
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return {"file": file.name, **{name: told[name] for name in ("number", "size", "root", "at")}}


@contextmanager
def _snapshot(connection: psycopg.Connection[Any]) -> Iterator[psycopg.Cursor[Any]]:
    """One moment of the whole database, which goes on being used meanwhile; nothing can be written."""
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    with connection.transaction(), connection.cursor() as cursor:
        tables.settle(cursor)
        cursor.execute("set local row_security = off")
        yield cursor


def _moment(connection: psycopg.Connection[Any]) -> datetime:
    (moment,) = connection.execute("select now()").fetchone() or (None,)
    assert isinstance(moment, datetime)  # noqa: S101 - for the types
    return moment.astimezone(UTC)


def _told(
    cursor: psycopg.Cursor[Any], folder: Path, moment: datetime, version: str, progress: Progress
) -> Manifest:
    """The rows, written, and what is to be said of them."""
    return Manifest(
        taken_at=moment.isoformat(),
        version=version,
        postgres=cursor.connection.info.server_version // 10_000,
        tables=_rows(cursor, folder, progress),
        migrations=_migrations(cursor),
        left_out=LEFT_OUT,
        sequences=tables.sequences(cursor),
    )


def _migrations(cursor: psycopg.Cursor[Any]) -> tuple[str, ...]:
    cursor.execute(MIGRATIONS)
    return tuple(name for (name,) in cursor.fetchall())


def _rows(cursor: psycopg.Cursor[Any], folder: Path, progress: Progress) -> dict[str, manifest.Rows]:
    (folder / rows.FOLDER).mkdir(mode=0o700)
    kept = {}
    for table in tables.tables(cursor):
        if table.label not in LEFT_OUT:
            progress(f"Writing {table.label}")
            try:
                kept[table.label] = rows.write(cursor, table, folder)
            except psycopg.errors.InsufficientPrivilege as problem:
                raise Broken(
                    f"This login may not read all of {table.label}. DATABASE_BACKUP_URL must be the login of "
                    "gt_backup, which docs/guide/settings.md makes."
                ) from problem
    if not kept:
        raise Broken("This database holds no tables. Check DATABASE_URL.")
    return kept


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    """A private folder under another name, which gets its own when the block ends well, and goes when it does not."""
    files.make_private(folder.parent)
    new = folder.with_name(f"{folder.name}.unfinished")
    new.mkdir(mode=0o700)
    try:
        yield new
        _settle_on_disk(new)
        new.rename(folder)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def _settle_on_disk(folder: Path) -> None:
    for each in (folder, folder.parent, *(path for path in folder.rglob("*") if path.is_dir())):
        number = os.open(each, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _write(path: Path, text: str) -> None:
    with open(path, "x", encoding="utf-8", opener=rows.private) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
