"""Who is acting: set once, carried into every transaction that starts meanwhile.

PostgreSQL sees the actor as the transaction's setting `app.actor`; audit rows and, later, row-level
policies read it there. Outside a transaction there is no actor.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

_actor: ContextVar[str] = ContextVar("goldenthread_actor", default="")

SET_ACTOR = "select set_config('app.actor', %s, true)"


def actor() -> str:
    """The acting person's id as text; empty when nobody acts."""
    return _actor.get()


@contextmanager
def acting_as(person: object) -> Iterator[None]:
    """Act as this person (or account id) until the block ends, also in a transaction already open."""
    previous = _actor.get()
    token = _actor.set(str(getattr(person, "pk", person)))
    try:
        _tell_database(_actor.get())
        yield
    finally:
        _actor.reset(token)
        _tell_database(previous)


def _tell_database(person: str) -> None:
    """Inside a transaction that still works, the database learns at once who acts."""
    if not connection.in_atomic_block or connection.needs_rollback:
        return
    with connection.cursor() as cursor:
        cursor.execute(SET_ACTOR, [person])
