"""Migrate as the owner, then let the application's logins read and write rows."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connection

from goldenthread.database.engine.base import as_owner
from goldenthread.database.tables import grant_to_application


class Command(Migrate):
    """Django's own command, under the owner's login."""

    def handle(self, *args: Any, **options: Any) -> None:
        with as_owner(connection):
            super().handle(*args, **options)
            grant_to_application(connection)
