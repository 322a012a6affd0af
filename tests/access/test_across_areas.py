"""No row can point at another area's: each key of two columns refuses it, whoever writes, also by plain SQL (A12)."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from tests.access.world import World

pytestmark = pytest.mark.django_db
KEYS = """
select c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text
from pg_constraint c
join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'area_id'
where c.contype = 'f' and c.connamespace = 'public'::regnamespace and cardinality(c.conkey) = 2
order by 1, 2
"""


def pointed_across(table: str, column: str, target: str, own: object, other: object) -> str:
    """What the database says to a row of one area that is pointed at a thing of another; "" where it is silent."""
    with connection.cursor() as cursor:
        cursor.execute(f"select id from {target} where area_id = %s limit 1", [other])
        thing = cursor.fetchone()
        cursor.execute(f"select id from {table} where area_id = %s and {column} is not null limit 1", [own])
        row = cursor.fetchone()
        if thing is None or row is None:
            return "nothing to point with"
        try:
            with transaction.atomic():
                cursor.execute(f"update {table} set {column} = %s where id = %s", [thing[0], row[0]])
                cursor.execute("set constraints all immediate")
        except DatabaseError as problem:
            return type(problem).__name__
    return ""


def test_each_key_of_two_areas_refuses_a_row_of_one_that_points_into_the_other(world: World) -> None:
    own, other = world.cast.area.pk, world.cases["other"].case.area_id
    with connection.cursor() as cursor:
        cursor.execute(KEYS)
        keys = cursor.fetchall()
    said = {
        f"{table}.{column}": pointed_across(table, column, target, own, other)
        for table, column, target in keys
    }
    assert [key for key, words in said.items() if not words] == []
    assert sum(words != "nothing to point with" for words in said.values()) > 14
    assert len(keys) > 19
