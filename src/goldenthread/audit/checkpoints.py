"""A checkpoint: what the audit was at a moment, signed, and written where the database cannot reach.

Each is a file of its own with one line of JSON, so that it can be put where nothing is ever written over. It holds
the tree's size and root, the hash of the one before, and eight bytes of each leaf that it added, so that a row can be
named even where the whole tree was forged.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from goldenthread.audit.keys import Key
from goldenthread.rules.merkle import Frontier

MARK = 8
"""So many bytes of each leaf's hash stand in a checkpoint."""
SEALED, RESTORED = "sealed", "restored"
FIELDS = {
    "number", "after", "kind", "size", "root", "peaks", "marks", "previous", "at", "horizon", "system", "key",
    "signature",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One line. `horizon` is the transaction before which every row of the audit has its place in the tree.

    `system` is the PostgreSQL that numbered the transactions. `after` is the checkpoint whose tree this one's grew
    out of: the one before, or, where `kind` says that the audit went on after a restore, the last one restored.
    """

    number: int
    after: int
    kind: str
    size: int
    root: str
    peaks: tuple[str, ...]
    marks: str
    previous: str
    at: str
    horizon: int
    system: str
    key: str
    signature: str = ""

    @property
    def signed(self) -> bytes:
        """The text that is signed: everything but the signature, in one order."""
        told = {name: getattr(self, name) for name in FIELDS - {"signature"}}
        return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()

    @property
    def line(self) -> str:
        """As it is written."""
        told = {name: getattr(self, name) for name in FIELDS}
        return json.dumps(told, sort_keys=True, separators=(",", ":"))

    @property
    def hash(self) -> str:
        """What the next one says of this one."""
        return sha256(self.line.encode()).hexdigest()

    @property
    def frontier(self) -> Frontier:
        """The tree as it was, ready to grow."""
        return Frontier(self.size, [bytes.fromhex(peak) for peak in self.peaks])

    @property
    def day(self) -> str:
        """The day on which it was made."""
        return self.at[:10]

    def marked(self) -> list[bytes]:
        """The beginnings of the leaves that it added."""
        marks = b64decode(self.marks)
        return [marks[start : start + MARK] for start in range(0, len(marks), MARK)]


def checkpoint(line: str) -> Checkpoint:
    """The checkpoint that a line tells. Raises ValueError where it tells none."""
    told: dict[str, Any] = json.loads(line)
    if not isinstance(told, dict) or told.keys() != FIELDS:
        raise ValueError("This is no checkpoint.")
    return Checkpoint(**{**told, "peaks": tuple(told["peaks"])})


def next_one(
    before: Checkpoint | None,
    frontier: Frontier,
    leaves: Sequence[bytes],
    *,
    at: str,
    horizon: int,
    system: str,
    key: Key,
    after: int,
    kind: str = SEALED,
) -> Checkpoint:
    """The checkpoint that follows the one `before`, signed; `leaves` are those that it adds."""
    told = Checkpoint(
        number=before.number + 1 if before else 1,
        after=after,
        kind=kind,
        size=frontier.size,
        root=frontier.root.hex(),
        peaks=tuple(peak.hex() for peak in frontier.peaks),
        marks=b64encode(b"".join(leaf[:MARK] for leaf in leaves)).decode(),
        previous=before.hash if before else "",
        at=at,
        horizon=horizon,
        system=system,
        key=key.name,
    )
    signature = b64encode(key.sign(told.signed)).decode()
    return Checkpoint(**{**{name: getattr(told, name) for name in FIELDS}, "signature": signature})


def lines(folder: Path) -> list[str]:
    """What was written to the folder, the oldest first."""
    return [path.read_text(encoding="utf-8").strip() for path in sorted(folder.glob("*.json"))]


def last_line(folder: Path) -> str:
    """The latest of the folder; empty where there is none."""
    path = max(folder.glob("*.json"), default=None)
    return path.read_text(encoding="utf-8").strip() if path else ""


def write(folder: Path, told: Checkpoint) -> None:
    """A new file, never written over, seen on the disk before going on."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{told.number:012d}.json"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(f"{told.line}\n")
        file.flush()
        os.fsync(file.fileno())
