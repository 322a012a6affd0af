"""The home's files and keys: documents and checkpoints go with the rows, keys into a folder of their own.

A checkpoint is signed by a key that the database does not hold. Who had rows, checkpoints and keys in one folder
could write another past and sign it.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path

from goldenthread.database.backup.faults import Broken
from goldenthread.database.backup.manifest import fingerprint
from goldenthread.database.backup.rows import private

FOLDER = "files"
TAKEN = ("checkpoints", "files", "today", "demonstration")
"""What of a home is taken beside its rows; the last two are a demonstration's own."""

KEYS = ("keys", "secret-key")
"""What signs: the audit's checkpoints, and sessions."""


def found(home: Path, names: tuple[str, ...]) -> list[Path]:
    """Every file of the home under these names, by its path from the home."""
    under = [home / name for name in names]
    files = [path for each in under for path in (each.rglob("*") if each.is_dir() else [each])]
    return sorted(path.relative_to(home) for path in files if path.is_file())


def take(home: Path, names: tuple[str, ...], folder: Path) -> dict[str, str]:
    """Copy them, private to this account, each on the disk when this returns. Gives their hashes."""
    return {path.as_posix(): _copy(home / path, folder / path) for path in found(home, names)}


def check(folder: Path, kept: Mapping[str, str], *, what: str) -> None:
    """Every file is there and is what it was."""
    for name, sha256 in kept.items():
        path = _within(folder, name)
        if not path.is_file():
            raise Broken(f"The {what} {name} is missing from {folder}.")
        if fingerprint(path) != sha256:
            raise Broken(f"The {what} {name} in {folder} is not the one that was taken: its hash differs.")


def refuse_open_keys(folder: Path) -> None:
    """Keys that another account can read are keys no longer."""
    for path in (folder, *folder.rglob("*")):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise Broken(
                f"Other accounts of this machine may use {path}. Run chmod -R go= {folder}, and think who "
                "could have read it."
            )


def refuse_to_overwrite(home: Path, kept: Mapping[str, str]) -> None:
    """A home that has another file of that name keeps it: a restore writes over nothing."""
    for name, sha256 in kept.items():
        path = _within(home, name)
        if path.exists() and fingerprint(path) != sha256:
            raise Broken(
                f"{path} is another file than the backup's. Restore into a new, empty GOLDENTHREAD_HOME."
            )


def put(folder: Path, kept: Mapping[str, str], home: Path) -> None:
    """Into the home, where they are not there already."""
    for name in kept:
        path = _within(home, name)
        if not path.exists():
            _copy(_within(folder, name), path)


def make_private(folder: Path) -> None:
    """The folder, and those above it that were missing, for this account alone."""
    for each in reversed([folder, *folder.parents]):
        each.mkdir(mode=0o700, exist_ok=True)


def _within(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise Broken(f"The backup names a file outside its folder ({name}). Do not trust it.")
    return path


def _copy(source: Path, target: Path) -> str:
    make_private(target.parent)
    with source.open("rb") as read, open(target, "xb", opener=private) as written:
        shutil.copyfileobj(read, written)
        written.flush()
        os.fsync(written.fileno())
    return fingerprint(target)
