"""The table of roles as the policies read it: written from `rules.access` by every `migrate`, by nobody else."""

from __future__ import annotations

from typing import Any

from goldenthread.rules.access import ROLES

THERE = """
select exists (select from pg_attribute where attrelid = to_regclass('access_role') and attname = 'ceiling')
"""
INSERT = "insert into access_role (role, reach, permissions, sections, ceiling) values (%s, %s, %s, %s, %s)"


def write_roles(connection: Any) -> None:
    """Replace the table's rows by the rules'; nothing where a migration back took the table away, or is short of it."""
    rows = [
        (role.value, each.reach.value, sorted(each.permissions), sorted(each.sections), each.ceiling.value)
        for role, each in ROLES.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(THERE)
        if cursor.fetchone()[0]:
            cursor.execute("delete from access_role")
            cursor.executemany(INSERT, rows)
