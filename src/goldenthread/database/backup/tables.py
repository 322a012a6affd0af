"""Which tables there are, in what order their rows are told, and which constraints ask for an order among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

import psycopg
from psycopg import sql

SAME_EVERYWHERE = {
    "datestyle": "ISO, YMD",
    "intervalstyle": "postgres",
    "timezone": "UTC",
    "extra_float_digits": "1",
    "bytea_output": "hex",
    "client_encoding": "UTF8",
}
"""What the text of a row depends on: the same row has the same hash on every server."""

TABLES = """
select n.nspname, c.relname, c.relforcerowsecurity,
    array(select a.attname::text from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
          order by a.attnum),
    array(select array[a.attname::text, (a.attcollation <> 0)::text]
          from pg_index i, unnest(i.indkey::int2[]) with ordinality k(number, place), pg_attribute a
          where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.number
          order by k.place)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
    and n.nspname !~ '^(pg_|information_schema$)'
order by n.nspname, c.relname
"""

SEQUENCES = """
select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'S' and n.nspname !~ '^(pg_|information_schema$)' order by n.nspname, c.relname
"""

AT_ONCE = """
select child_in.nspname || '.' || child.relname, parent_in.nspname || '.' || parent.relname
from pg_constraint k
join pg_class child on child.oid = k.conrelid join pg_namespace child_in on child_in.oid = child.relnamespace
join pg_class parent on parent.oid = k.confrelid join pg_namespace parent_in on parent_in.oid = parent.relnamespace
where k.contype = 'f' and not k.condeferrable and k.conrelid <> k.confrelid
"""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, the columns that are written, and those that give its rows an order."""

    schema: str
    name: str
    is_forced: bool
    columns: tuple[str, ...]
    key: tuple[tuple[str, bool], ...]

    @property
    def label(self) -> str:
        """Its name in the manifest."""
        return f"{self.schema}.{self.name}"

    @property
    def named(self) -> sql.Identifier:
        """Its name in a statement."""
        return sql.Identifier(self.schema, self.name)

    def copied_out(self) -> sql.Composed:
        """The statement that tells its rows in order: text by code point, whatever the server's language."""
        order: list[sql.Composable] = [
            sql.SQL('{} collate "C"' if is_text else "{}").format(sql.Identifier(column))
            for column, is_text in self.key
        ] or [sql.SQL('each::text collate "C"')]
        return sql.SQL("copy (select {} from {} each order by {}) to stdout").format(
            self._columns(), self.named, sql.SQL(", ").join(order)
        )

    def copied_in(self) -> sql.Composed:
        """The statement that takes its rows."""
        return sql.SQL("copy {} ({}) from stdin").format(self.named, self._columns())

    def _columns(self) -> sql.Composed:
        return sql.SQL(", ").join(sql.Identifier(column) for column in self.columns)


def settle(cursor: psycopg.Cursor[Any]) -> None:
    """In this transaction, rows are told as every other server tells them."""
    for name, value in SAME_EVERYWHERE.items():
        cursor.execute("select set_config(%s, %s, true)", [name, value])


def tables(cursor: psycopg.Cursor[Any]) -> list[Table]:
    """Every table that keeps rows, by name."""
    cursor.execute(TABLES)
    return [
        Table(
            schema,
            name,
            is_forced,
            tuple(columns),
            tuple((column, is_text == "true") for column, is_text in key),
        )
        for schema, name, is_forced, columns, key in cursor.fetchall()
    ]


def sequences(cursor: psycopg.Cursor[Any]) -> dict[str, tuple[int, bool]]:
    """Where every sequence stands."""
    cursor.execute(SEQUENCES)
    stands = {}
    for schema, name in cursor.fetchall():
        cursor.execute(sql.SQL("select last_value, is_called from {}").format(sql.Identifier(schema, name)))
        last, is_called = cursor.fetchone() or (1, False)
        stands[f"{schema}.{name}"] = (last, is_called)
    return stands


def parents_first(cursor: psycopg.Cursor[Any], found: Sequence[Table]) -> list[Table]:
    """The tables so that no row comes before what a constraint wants at once."""
    named = {table.label: table for table in found}
    cursor.execute(AT_ONCE)
    order: TopologicalSorter[str] = TopologicalSorter({label: set() for label in named})
    for child, parent in cursor.fetchall():
        order.add(child, parent)
    return [named[label] for label in order.static_order() if label in named]
