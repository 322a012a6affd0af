"""Whether the audit is what was sealed: intact, or the first row that is not, and what was done to it.

The checkpoints outside are believed only as far as they are signed and hang together; the database is believed in
nothing. Rows that were recorded since the last checkpoint wait for the next one, and are counted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection, transaction

from goldenthread.audit.chain import Broken, chained
from goldenthread.audit.checkpoints import MARK, RESTORED, Checkpoint
from goldenthread.audit.rows import Placed, alone, behind, moment, placed, unguarded, waiting
from goldenthread.rules.merkle import Frontier, leaf

HERE = "select line from audit_checkpoint order by number"
PATIENCE = timedelta(hours=1)
"""A transaction may have begun before the checkpoint that it missed, but not so long before."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found. `problem` is empty where the audit is intact; `lost` says which rows a restore lost, if any."""

    rows: int
    waiting: int
    last: Checkpoint | None
    problem: str = ""
    lost: tuple[str, ...] = ()


def verify(folder: Path, keys: Mapping[str, Ed25519PublicKey]) -> Verdict:
    """Compare every row and every checkpoint here with those that were written to the folder and signed."""
    with alone(), transaction.atomic():
        chain: list[Checkpoint] = []
        try:
            chain = chained(folder, keys)
            _same_here(chain)
            rows = _walk(chain)
            _nothing_slipped_in(chain)
            _guarded()
        except Broken as found:
            return Verdict(0, 0, chain[-1] if chain else None, found.sentence)
        lost = tuple(_lost(chain))
        return Verdict(rows, waiting("true"), chain[-1] if chain else None, lost=lost)


def _same_here(chain: Sequence[Checkpoint]) -> None:
    """The database's own checkpoints are those outside, but for those that a restore lost."""
    with connection.cursor() as cursor:
        cursor.execute(HERE)
        here = [str(line) for (line,) in cursor.fetchall()]
    kept = [each.line for each in standing(chain)]
    for number, (told, line) in enumerate(zip(kept, here, strict=False), start=1):
        if told != line:
            raise Broken(
                f"Checkpoint {number} in the database was changed: it is not the one that was signed."
            )
    if len(here) < len(kept):
        raise Broken(
            f"The database is behind: its checkpoint of {standing(chain)[len(here)].day} is missing. "
            "Rows were cut off, or an old copy was put back."
        )
    if len(here) > len(kept):
        raise Broken(
            "The database has a checkpoint that the folder has not: one was forged, or the folder was cut."
        )


def standing(chain: Sequence[Checkpoint]) -> list[Checkpoint]:
    """The checkpoints out of which the last one's tree grew: what a restore lost is not among them."""
    kept: list[Checkpoint] = []
    for each in chain:
        while kept and kept[-1].number > each.after:
            kept.pop()
        kept.append(each)
    return kept


def _walk(chain: Sequence[Checkpoint]) -> int:
    """Every place in order: the row that stands there is the one that was sealed, and each root is the signed one."""
    rows = placed()
    try:
        return _walked(chain, rows)
    finally:
        deque(rows, maxlen=0)  # what is not read of a copy would stand in the connection's way


def _walked(chain: Sequence[Checkpoint], rows: Iterator[Placed]) -> int:
    frontier = Frontier()
    for before, told in zip([None, *standing(chain)], standing(chain), strict=False):
        marks = told.marked()
        for mark in marks:
            each = next(rows, None)
            number = frontier.size + 1
            if each is None or each.number != number:
                raise Broken(_gone(number, each))
            _check(each, mark, marks, frontier.size, before)
            frontier.grow([bytes.fromhex(each.hash)])
        if (frontier.size, frontier.root.hex()) != (told.size, told.root):
            raise Broken(
                f"The tree of checkpoint {told.number} is not the one that was signed on {told.day}."
            )
    if (more := next(rows, None)) is not None:
        raise Broken(f"Row {more.number} ({more.entry}) was put into the tree after the last checkpoint.")
    return frontier.size


def _gone(number: int, each: Placed | None) -> str:
    if each is None:
        return f"Row {number} and all after it were cut off the tree."
    return f"Row {number} was taken out of the tree."


def _check(each: Placed, mark: bytes, marks: Sequence[bytes], size: int, before: Checkpoint | None) -> None:
    name = f"Row {each.number} ({each.entry})"
    if not each.row:
        raise Broken(f"{name} was deleted.")
    found, hash_ = leaf(each.row), bytes.fromhex(each.hash)
    if found[:MARK] == mark and found == hash_:
        return _dated(name, each.row, before)
    if found[:MARK] in marks:
        first = size + 1 - marks.index(mark) if mark in marks else size + 1
        raise Broken(
            f"{name} stands in another's place: it was sealed as row {first + marks.index(found[:MARK])}."
        )
    how = ", and its hash was made to fit" if found == hash_ else ""
    raise Broken(f"{name} was changed{how}.")


def _dated(name: str, row: bytes, before: Checkpoint | None) -> None:
    """A row that came after a checkpoint cannot have been recorded long before it."""
    if before is None:
        return
    recorded = datetime.fromtimestamp(int(row.split(b"\t", 3)[2]) / 1_000_000, UTC)
    if recorded < datetime.fromisoformat(before.at) - PATIENCE:
        raise Broken(
            f"{name} says that it was recorded at {recorded:%H:%M on %d %B %Y} (UTC), but it came only after "
            f"checkpoint {before.number} of {before.day}: it was put in later, or its moment was changed."
        )


def _nothing_slipped_in(chain: Sequence[Checkpoint]) -> None:
    """Each row from before the last checkpoint has its place: one that has none was written in behind it."""
    if not chain or chain[-1].system != moment()[1]:
        return
    if slipped := waiting(behind(chain[-1].horizon)):
        raise Broken(
            f"{slipped} row{'s' if slipped > 1 else ''} without a place came before checkpoint {chain[-1].number} by "
            "their own word, but were not there when it was made: they were put in later."
        )


def _guarded() -> None:
    if bare := unguarded():
        raise Broken(f"The trigger that keeps {bare[0]} from being changed is off or gone.")


def _lost(chain: Sequence[Checkpoint]) -> list[str]:
    """What a restore lost, in a sentence for each."""
    by_number = {each.number: each for each in chain}
    found = []
    for each in chain:
        before, tree = by_number.get(each.number - 1), by_number.get(each.after)
        if each.kind == RESTORED and before and before.size > (tree.size if tree else 0):
            first = (tree.size if tree else 0) + 1
            found.append(
                f"Restored on {each.day}: rows {first} to {before.size} of the audit before it are lost; "
                "their checkpoints are kept."
            )
    return found
