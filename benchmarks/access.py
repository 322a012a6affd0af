"""A database without its row-level policies, for as long as a benchmark looks at what they cost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from goldenthread.database.engine.base import as_owner

SECURED = "select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace"


@contextmanager
def unsecured() -> Iterator[None]:
    """Switch every policy off, and on again."""
    _switch("disable")
    try:
        yield
    finally:
        _switch("enable")


def _switch(how: str) -> None:
    with as_owner(connection), connection.cursor() as cursor:
        cursor.execute(SECURED if how == "disable" else HIDDEN)
        tables = [name for (name,) in cursor.fetchall()]
        for name in tables:
            cursor.execute(f'alter table "{name}" {how} row level security')


HIDDEN = "select relname from pg_class where relforcerowsecurity and relnamespace = 'public'::regnamespace"
