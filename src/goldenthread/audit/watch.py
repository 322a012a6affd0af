"""Every look leaves a trace: what queries show of children is written down before anybody reads it.

A query that returns children says so with `saw`. While a view or a command is watched, what it saw is collected and
written by one statement at its end, in the reader's own transaction: if that fails, nothing is shown. A query that
nobody watches writes at once. What a look is called comes from the route or the command, never from who asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import DatabaseError

from goldenthread.audit.actions import Sight, look
from goldenthread.rules.refusals import Refused
from goldenthread.rules.traces import Purpose

UNWATCHED = "query"


class Unrecorded(Refused):
    """The audit could not be written, so nothing is shown."""

    def __init__(self) -> None:
        super().__init__(
            "Nothing is shown, because the audit could not record that you looked. Try again in a minute. "
            "If it happens again, tell whoever looks after Goldenthread."
        )


@dataclass(slots=True)
class Watch:
    """One reader's errand: what was seen on it, each case or child once for each purpose."""

    by: Any
    deed: str
    rule: str = ""
    basis: str = ""
    purpose: Purpose | None = None
    sights: dict[Sight, None] = field(default_factory=dict)

    def note(self, cases: Iterable[UUID], children: Iterable[UUID], purpose: Purpose) -> None:
        """Remember what was seen; a watch with a purpose of its own, such as a file, knows better what it is for."""
        what_for = self.purpose or purpose
        self.sights.update(((case, None, what_for), None) for case in cases)
        self.sights.update(((None, child, what_for), None) for child in children)

    def forget(self) -> None:
        """What was read is not shown after all: the answer leads elsewhere."""
        self.sights.clear()

    def write(self) -> None:
        """Write everything seen in one statement. Raises Unrecorded where that fails."""
        if not self.sights:
            return
        try:
            look(by=self.by, deed=self.deed, sights=tuple(self.sights), rule=self.rule, basis=self.basis)
        except DatabaseError as problem:
            raise Unrecorded from problem
        self.sights.clear()


_watch: ContextVar[Watch | None] = ContextVar("goldenthread_watch", default=None)


@contextmanager
def watching(
    *, by: Any, deed: str, rule: str = "", basis: str = "", purpose: Purpose | None = None
) -> Iterator[Watch]:
    """Collect what is seen in the block, and write it at its end. Nothing is written where the block fails."""
    watch = Watch(by, deed, rule, basis, purpose)
    token = _watch.set(watch)
    try:
        yield watch
        watch.write()
    finally:
        _watch.reset(token)


def saw(viewer: Any, *, cases: Iterable[UUID] = (), children: Iterable[UUID] = (), purpose: Purpose) -> None:
    """Say that a query returns these cases or children to the viewer. Unwatched, it is written at once."""
    watch = _watch.get()
    if watch is not None:
        watch.note(cases, children, purpose)
        return
    alone = Watch(viewer, UNWATCHED)
    alone.note(cases, children, purpose)
    alone.write()
