"""Let the application's logins read and write rows, then migrate as the owner: killed between, nothing is shut.

What the roles allow is written last, from the rules that this version brings.
"""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connection

from goldenthread.database.engine.base import as_owner
from goldenthread.database.roles import write_roles
from goldenthread.database.tables import grant_to_application


class Command(Migrate):
    """Django's own command, under the owner's login."""

    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner(connection):
            grant_to_application(connection)
            super().handle(*args, **options)
            write_roles(connection)
