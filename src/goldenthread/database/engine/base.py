"""The connection: logs in as the application; the owner only where a migration asks.

`DATABASES["default"]["OWNER"]` holds the owner's USER and PASSWORD. It is absent where nothing migrates
(a production web process), and then the process cannot act as the owner at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base
from django.db.backends.postgresql.creation import DatabaseCreation
from django.db.backends.postgresql.operations import DatabaseOperations

from goldenthread.database import acting


@contextmanager
def as_owner(connection: Any) -> Iterator[None]:
    """Reconnect as the owner for the block. Refuses inside a transaction, whose work would be lost."""
    owner = connection.settings_dict.get("OWNER")
    if not owner:
        raise ImproperlyConfigured("Migrations need the owner's login: set DATABASE_OWNER_URL.")
    if connection.in_atomic_block:
        raise RuntimeError("The owner's login cannot be taken inside a transaction.")
    keep = {name: connection.settings_dict[name] for name in owner}
    connection.close()
    connection.settings_dict.update(owner)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(keep)


class Creation(DatabaseCreation):
    """Test databases are made, copied and dropped by the owner."""

    def create_test_db(self, *args: Any, **options: Any) -> str:
        options["serialize"] = False
        with as_owner(self.connection):
            return super().create_test_db(*args, **options)

    def destroy_test_db(self, *args: Any, **options: Any) -> None:
        with as_owner(self.connection):
            super().destroy_test_db(*args, **options)

    def clone_test_db(self, *args: Any, **options: Any) -> None:
        with as_owner(self.connection):
            super().clone_test_db(*args, **options)


class Operations(DatabaseOperations):
    """Emptying tables between tests is the owner's, and the append-only triggers let it through."""

    def execute_sql_flush(self, sql_list: Iterable[str]) -> None:
        with as_owner(self.connection):
            super().execute_sql_flush(["set local app.migrating = 'on'", *sql_list])


class DatabaseWrapper(base.DatabaseWrapper):
    """One alias; every outermost transaction starts by saying who acts."""

    creation_class = Creation
    ops_class = Operations

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        told = acting.told()
        if not autocommit and any(told):
            with self.connection.cursor() as cursor:
                cursor.execute(acting.SET_ACTOR, told)
