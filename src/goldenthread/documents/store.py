"""Files, each kept once under the hash of what is in it, on the disk before any row names it.

A crash between the two leaves a file that no row names, never a row without its file; `sweep` takes such files away
when they are a day old. Nothing that a stranger wrote becomes part of a path.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import connection

from goldenthread.rules.refusals import Refused

DOCUMENTS, MAIL = "documents", "mail"
LOCK = 7_305_118_403
"""Whoever keeps a file shares it; whoever sweeps holds it alone: a file is never swept as it is kept again."""


class Lost(Refused):
    """A file is gone from the disk, or is not what was kept."""

    def __init__(self) -> None:
        super().__init__(
            "This file cannot be given out: it is missing from the disk, or is not what was kept. Tell whoever looks "
            "after Goldenthread; the last backup has it."
        )


def keep(content: bytes, shelf: str = DOCUMENTS) -> str:
    """Put the content on the disk, all of it, and give its hash. Call it in the transaction that will name it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock_shared(%s)", [LOCK])
    sha256 = hashlib.sha256(content).hexdigest()
    path = place(sha256, shelf)
    if path.is_file():
        os.utime(path)
    else:
        _write(path, content)
    return sha256


def content(sha256: str, shelf: str = DOCUMENTS) -> bytes:
    """The content of this hash; raises Lost where the disk holds another, or none."""
    try:
        found = place(sha256, shelf).read_bytes()
    except OSError as problem:
        raise Lost from problem
    if hashlib.sha256(found).hexdigest() != sha256:
        raise Lost
    return found


def place(sha256: str, shelf: str = DOCUMENTS) -> Path:
    """Where the content of this hash stands."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise Lost
    return _root(shelf) / sha256[:2] / sha256


def lost(hashes: Iterable[str], shelf: str = DOCUMENTS) -> Iterator[str]:
    """Those whose file is missing or damaged: every byte of every file is read."""
    for sha256 in hashes:
        try:
            content(sha256, shelf)
        except Lost:
            yield sha256


def sweep(named: Callable[[], set[str]], before: float, shelf: str = DOCUMENTS) -> int:
    """Take away files older than this moment (seconds) that nothing names. Call it in a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [LOCK])
    old = [path for path in _root(shelf).glob("*/*") if path.is_file() and path.stat().st_mtime < before]
    kept = named()
    gone = [path for path in old if path.name not in kept]
    for path in gone:
        path.unlink()
    return len(gone)


def _root(shelf: str) -> Path:
    return Path(settings.FILES) / shelf


def _write(path: Path, content: bytes) -> None:
    """Under another name first, so that a file of this name is always whole."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f".{uuid4().hex}")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    for folder in (path.parent, path.parent.parent):
        _settle(folder)


def _settle(folder: Path) -> None:
    """The folder's own entry is on the disk too."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
