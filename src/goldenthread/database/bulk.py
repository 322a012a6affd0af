"""Many rows at once, written by one INSERT … SELECT with their audit rows.

A few are said in that statement. Many are staged in a temporary table before: `COPY` straight into a table is refused
under row-level security, and a temporary table may always be copied into.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count, islice
from typing import Any

from django.db import connection, models

from goldenthread.database.ids import IN_ORDER

FEW = 50
"""More rows than this are staged: making and emptying a temporary table costs as much as writing so many."""

WRITTEN = "insert into {table} ({columns}) select {columns} from {source} returning {returning}"
AUDITED = """
with written as ({insert}), audited as (
    insert into audit_entry (id, recorded_by, deed, subject, subject_id, area_id, case_id, child_id)
    select {audit_id}, %(by)s, %(deed)s, %(subject)s, id, area_id, {case}, {child} from written
)
select count(*) from written
"""


def insert_many(
    model: type[models.Model],
    fields: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    by: Any,
    deed: str,
    subject: str,
) -> int:
    """Write rows (values in the order of `fields`) and an audit row for each. Returns how many.

    `fields` must hold the primary key and the area; a model with a case is audited with it.
    """
    columns = [model._meta.get_field(name) for name in fields]
    coming = iter(rows)
    few = list(islice(coming, FEW + 1))
    words = {"by": by.pk, "deed": deed, "subject": subject}
    with connection.cursor() as cursor:
        if len(few) > FEW:
            return _staged(cursor, model, columns, chain(few, coming), words)
        if few:
            said = {str(place): each for place, each in enumerate(chain.from_iterable(_plain(columns, few)))}
            cursor.execute(_audited(model, columns, _values(columns, len(few))), {**words, **said})
    return len(few)


def _plain(columns: Sequence[Any], rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    """Rows with JSON as text."""
    is_json = [isinstance(field, models.JSONField) for field in columns]
    for row in rows:
        yield [json.dumps(each) if json_ else each for each, json_ in zip(row, is_json, strict=True)]


def _values(columns: Sequence[Any], many: int) -> str:
    """So many rows as a table of one statement; each value is told its column's type, without its length.

    Told to be so long, a text would be cut in silence; as it is, the table refuses it.
    """
    types, numbers = [_type(field) for field in columns], count()
    rows = (
        ", ".join(f"%({next(numbers)})s::{type_.partition('(')[0]}" for type_ in types) for _ in range(many)
    )
    names = ", ".join(f'"{field.column}"' for field in columns)
    return f"(values {', '.join(f'({row})' for row in rows)}) said ({names})"


def _staged(cursor: Any, model: type[models.Model], columns: Sequence[Any], rows: Any, words: Any) -> int:
    stage = f"stage_{model._meta.db_table}"
    typed = ", ".join(f'"{field.column}" {_type(field)}' for field in columns)
    cursor.execute(f"create temp table if not exists {stage} ({typed}) on commit drop")
    cursor.execute(f"truncate {stage}")
    with cursor.copy(f"copy {stage} from stdin") as copy:
        for row in _plain(columns, rows):
            copy.write_row(row)
    cursor.execute(_audited(model, columns, stage), words)
    return int(cursor.fetchone()[0])


def _type(field: Any) -> str:
    return str(field.rel_db_type(connection) or field.db_type(connection))


def _audited(model: type[models.Model], columns: Sequence[Any], source: str) -> str:
    names = ", ".join(f'"{field.column}"' for field in columns)
    case, child = (_about(model, name) for name in ("case", "child"))
    returning = ", ".join(sorted({"id", "area_id", case, child} - {NOBODY}))
    insert = WRITTEN.format(table=model._meta.db_table, columns=names, source=source, returning=returning)
    return AUDITED.format(insert=insert, case=case, child=child, audit_id=IN_ORDER)


NOBODY = "null::uuid"


def _about(model: type[models.Model], name: str) -> str:
    """The column that says which case or child a row is about: its own key, where it is that case or child."""
    if model._meta.model_name == name:
        return "id"
    return f"{name}_id" if any(field.name == name for field in model._meta.concrete_fields) else NOBODY
