"""Timing two ways of doing one thing, in turn, so that a busy machine slows both alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Result:
    """One operation at one size: its median, its peer's, and their ratio. Times are milliseconds."""

    operation: str
    size: str
    ours: float
    peer_name: str
    peer: float
    runs: int
    remark: str = ""

    @property
    def ratio(self) -> float:
        return self.ours / self.peer


def pair(
    operation: str, size: str, ours: Work, peer_name: str, peer: Work, *, runs: int, remark: str = ""
) -> Result:
    """Run each once to warm up, then `runs` times in turn; the medians stand."""
    ours(), peer()
    mine, theirs = [], []
    for _ in range(runs):
        mine.append(milliseconds(ours))
        theirs.append(milliseconds(peer))
    return Result(
        operation, size, statistics.median(mine), peer_name, statistics.median(theirs), runs, remark
    )


def in_blocks(
    operation: str,
    size: str,
    work: Work,
    peer_name: str,
    otherwise: Callable[[], AbstractContextManager[None]],
    *,
    blocks: int = 5,
    runs: int = 11,
) -> Result:
    """The same work as it is and under `otherwise`, which is too slow to change between runs: block by block."""
    mine, theirs = [], []
    for _ in range(blocks):
        work()
        mine += [milliseconds(work) for _ in range(runs)]
        with otherwise():
            work()
            theirs += [milliseconds(work) for _ in range(runs)]
    return Result(operation, size, statistics.median(mine), peer_name, statistics.median(theirs), len(mine))


def milliseconds(work: Work) -> float:
    """How long it took."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
