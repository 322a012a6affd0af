"""Who is acting, and on which errand: set once, carried into every transaction that starts meanwhile.

PostgreSQL sees the actor as the transaction's setting `app.actor` and the errand (one request of a browser, one run of
a command) as `app.request`; audit rows and row-level policies read them there. Outside a transaction there is neither,
and nobody sees a row. Who came by a link acts as the account of links, and `app.link` says by which: it alone opens
anything to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import connection
from psycopg.pq import TransactionStatus

_actor: ContextVar[str] = ContextVar("goldenthread_actor", default="")
_errand: ContextVar[str] = ContextVar("goldenthread_errand", default="")
_link: ContextVar[str] = ContextVar("goldenthread_link", default="")

SET_ACTOR = """
select set_config('app.actor', %s, true), set_config('app.request', %s, true), set_config('app.link', %s, true)
"""


SYSTEM_PREFIX = "00000000-0000-5000-8000-"
"""The ids of the system's own accounts begin so, and no person's does: a constraint of the table sees to it."""


def system_id(name: str) -> UUID:
    """The id of the system account of this name: the same in every database."""
    return UUID(SYSTEM_PREFIX + sha256(name.encode()).hexdigest()[:12])


def as_system(name: str) -> AbstractContextManager[None]:
    """Act as the named system account: to count, to number, to derive, for somebody who may have the answer only."""
    return acting_as(system_id(name))


LINKS = "answer-link"
"""The account of whoever came by a link. It is no system account to the policies: it sees what its link opens."""


@contextmanager
def by_link(link: UUID) -> Iterator[None]:
    """Act as whoever came by this link, until the block ends."""
    token = _link.set(str(link))
    try:
        with as_system(LINKS):
            yield
    finally:
        _link.reset(token)
        _tell_database()


def actor() -> str:
    """The acting person's id as text; empty when nobody acts."""
    return _actor.get()


def told() -> list[str]:
    """What a transaction is told when it starts: the actor, the errand, the link; each empty where there is none."""
    return [_actor.get(), _errand.get(), _link.get()]


@contextmanager
def errand() -> Iterator[str]:
    """One request, or one run of a command: what is audited inside bears its id. An errand within one is part of it."""
    if _errand.get():
        yield _errand.get()
        return
    token = _errand.set(str(uuid4()))
    try:
        yield _errand.get()
    finally:
        _errand.reset(token)


@contextmanager
def acting_as(person: object) -> Iterator[None]:
    """Act as this person (or account id, or nobody: None) until the block ends, also in a transaction already open."""
    acting = str(getattr(person, "pk", person) or "")
    if acting == _actor.get():
        yield
        return
    token = _actor.set(acting)
    try:
        _tell_database()
        yield
    finally:
        _actor.reset(token)
        _tell_database()


def _tell_database() -> None:
    """Inside a transaction that still works, the database learns at once who acts."""
    if not connection.in_atomic_block or connection.needs_rollback or _is_broken():
        return
    with connection.cursor() as cursor:
        cursor.execute(SET_ACTOR, told())


def _is_broken() -> bool:
    """A statement failed and nothing was rolled back yet: whatever is said now would hide what failed."""
    lower = connection.connection
    return lower is not None and lower.info.transaction_status == TransactionStatus.INERROR
