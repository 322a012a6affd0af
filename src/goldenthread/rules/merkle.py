"""A tree of hashes over a list that only grows (RFC 6962, section 2): its root changes with any change of any leaf.

A leaf and a node are hashed with different prefixes, so that neither can pass for the other. Hashes are SHA-256.
A proof is a handful of hashes that shows, without the list, that a leaf stands in it, or that it only grew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

EMPTY = sha256(b"").digest()
"""The root of no leaf."""


def leaf(data: bytes) -> bytes:
    """The hash of one entry of the list."""
    return sha256(b"\x00" + data).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(slots=True)
class Frontier:
    """The roots of the full subtrees, the largest first: all that is needed to let the list grow.

    There is one for each bit of the size; a list of a million leaves has at most twenty.
    """

    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        if len(self.peaks) != self.size.bit_count():
            raise ValueError(
                f"A tree of {self.size} has {self.size.bit_count()} peaks, not {len(self.peaks)}."
            )

    def grow(self, leaves: Iterable[bytes]) -> None:
        """Add the hashes of the next leaves."""
        for each in leaves:
            self.peaks.append(each)
            self.size += 1
            full = self.size
            while full % 2 == 0:
                right = self.peaks.pop()
                self.peaks.append(node(self.peaks.pop(), right))
                full //= 2

    @property
    def root(self) -> bytes:
        """The root of the whole tree, full or not."""
        if not self.peaks:
            return EMPTY
        found = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            found = node(peak, found)
        return found


def root(leaves: Sequence[bytes]) -> bytes:
    """The root of a list of leaves' hashes."""
    frontier = Frontier()
    frontier.grow(leaves)
    return frontier.root


def _split(size: int) -> int:
    """The largest power of two below the size: how many leaves the left subtree has."""
    return 1 << (size - 1).bit_length() - 1


def inclusion(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The proof that the leaf at this index (from 0) stands in the list."""
    if len(leaves) <= 1:
        return []
    half = _split(len(leaves))
    if index < half:
        return [*inclusion(index, leaves[:half]), root(leaves[half:])]
    return [*inclusion(index - half, leaves[half:]), root(leaves[:half])]


def is_included(index: int, size: int, found: bytes, proof: Sequence[bytes], tree: bytes) -> bool:
    """Whether the proof shows that a leaf with this hash stands at this index of the tree with this root."""
    if not 0 <= index < size:
        return False
    last, reached = size - 1, found
    for each in proof:
        if last == 0:
            return False
        if index % 2 or index == last:
            reached = node(each, reached)
            while index % 2 == 0 and index:
                index, last = index // 2, last // 2
        else:
            reached = node(reached, each)
        index, last = index // 2, last // 2
    return last == 0 and reached == tree


def consistency(old: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The proof that the list of today begins with the `old` leaves that it had."""
    return _grown(old, leaves, is_whole=True) if 0 < old < len(leaves) else []


def _grown(old: int, leaves: Sequence[bytes], *, is_whole: bool) -> list[bytes]:
    if old == len(leaves):
        return [] if is_whole else [root(leaves)]
    half = _split(len(leaves))
    if old <= half:
        return [*_grown(old, leaves[:half], is_whole=is_whole), root(leaves[half:])]
    return [*_grown(old - half, leaves[half:], is_whole=False), root(leaves[:half])]


def is_grown(old: int, size: int, before: bytes, tree: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the tree of this size grew out of the old one and changed nothing of it."""
    if old == size:
        return not proof and before == tree
    if not 0 < old < size:
        return old == 0 and not proof and before == EMPTY
    path = [before, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        return False
    index, last = old - 1, size - 1
    while index % 2:
        index, last = index // 2, last // 2
    earlier = later = path[0]
    for each in path[1:]:
        if last == 0:
            return False
        if index % 2 or index == last:
            earlier, later = node(each, earlier), node(each, later)
            while index % 2 == 0 and index:
                index, last = index // 2, last // 2
        else:
            later = node(later, each)
        index, last = index // 2, last // 2
    return last == 0 and earlier == before and later == tree
