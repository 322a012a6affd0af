"""Many rows at once: staged in a temporary table, then written by one INSERT … SELECT with their audit rows.

`COPY` straight into a table is refused under row-level security; a temporary table may always be copied into.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

from goldenthread.database.ids import IN_ORDER

STAGED = "insert into {table} ({columns}) select {columns} from {stage} returning {returning}"
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
    stage = f"stage_{model._meta.db_table}"
    with connection.cursor() as cursor:
        cursor.execute(_stage(stage, columns))
        cursor.execute(f"truncate {stage}")
        count = _copy(cursor, stage, columns, rows)
        if count:
            cursor.execute(_audited(model, stage, columns), {"by": by.pk, "deed": deed, "subject": subject})
    return count


def _stage(stage: str, columns: Sequence[Any]) -> str:
    typed = ", ".join(
        f'"{field.column}" {field.rel_db_type(connection) or field.db_type(connection)}' for field in columns
    )
    return f"create temp table if not exists {stage} ({typed}) on commit drop"


def _copy(cursor: Any, stage: str, columns: Sequence[Any], rows: Iterable[Sequence[Any]]) -> int:
    count = 0
    is_json = [isinstance(field, models.JSONField) for field in columns]
    with cursor.copy(f"copy {stage} from stdin") as copy:
        for row in rows:
            copy.write_row(
                [json.dumps(each) if json_ else each for each, json_ in zip(row, is_json, strict=True)]
            )
            count += 1
    return count


def _audited(model: type[models.Model], stage: str, columns: Sequence[Any]) -> str:
    names = ", ".join(f'"{field.column}"' for field in columns)
    case, child = (_about(model, name) for name in ("case", "child"))
    returning = ", ".join(sorted({"id", "area_id", case, child} - {NOBODY}))
    insert = STAGED.format(table=model._meta.db_table, columns=names, stage=stage, returning=returning)
    return AUDITED.format(insert=insert, case=case, child=child, audit_id=IN_ORDER)


NOBODY = "null::uuid"


def _about(model: type[models.Model], name: str) -> str:
    """The column that says which case or child a row is about: its own key, where it is that case or child."""
    if model._meta.model_name == name:
        return "id"
    return f"{name}_id" if any(field.name == name for field in model._meta.concrete_fields) else NOBODY
