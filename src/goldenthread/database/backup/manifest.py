"""The manifest: what a backup holds, of which moment and version, and the hash of each part.

It is written last, so that a folder without one is a backup that was never finished. Its own hash stands beside it,
as `sha256sum -c` reads it: against damage, not against whoever would write both.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from goldenthread.database.backup.faults import Broken

NAME = "manifest.json"
HASH = f"{NAME}.sha256"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Rows:
    """One table: its columns, how many rows, the SHA-256 of their text in the order of the primary key.

    `packed` is the SHA-256 of the file that holds them.
    """

    columns: tuple[str, ...]
    rows: int
    sha256: str
    packed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`taken_at` is the moment of the snapshot, in UTC; `files` and `keys` are hashes by path."""

    taken_at: str
    version: str
    postgres: int
    migrations: tuple[str, ...]
    tables: dict[str, Rows]
    left_out: tuple[str, ...]
    sequences: dict[str, tuple[int, bool]]
    files: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    checkpoint: dict[str, Any] | None = None
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """How many rows it holds in all."""
        return sum(table.rows for table in self.tables.values())


def written(manifest: Manifest) -> str:
    """The manifest as text: the same backup is the same text."""
    return json.dumps(asdict(manifest), indent=1, sort_keys=True) + "\n"


def hashed(text: str) -> str:
    """The line that stands in the file beside it."""
    return f"{hashlib.sha256(text.encode()).hexdigest()}  {NAME}\n"


def read(folder: Path) -> Manifest:
    """The manifest of a backup. Broken where there is none, or one that this version cannot read."""
    path = folder / NAME
    if not path.exists():
        raise Broken(
            f"{folder} holds no {NAME}: it is no backup, or one that was never finished. Name another backup."
        )
    try:
        text = path.read_text(encoding="utf-8")
        if (folder / HASH).read_text(encoding="utf-8") != hashed(text):
            raise ValueError(HASH)
        told = json.loads(text)
        if told["format"] != FORMAT:
            raise Broken(
                f"{folder} is written in format {told['format']}, and this version reads format {FORMAT}. "
                f"Restore it with Goldenthread {told['version']}."
            )
        return _manifest(told)
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise Broken(f"{path} is damaged and cannot be read. Name another backup.") from problem


def _manifest(told: dict[str, Any]) -> Manifest:
    tables = {
        name: Rows(**{**each, "columns": tuple(each["columns"])}) for name, each in told["tables"].items()
    }
    sequences = {name: (last, is_called) for name, (last, is_called) in told["sequences"].items()}
    tuples = {name: tuple(told[name]) for name in ("migrations", "left_out")}
    return Manifest(**{**told, **tuples, "tables": tables, "sequences": sequences})


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
