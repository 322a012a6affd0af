"""Recording who did what."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import connection

INSERT = """
insert into audit_entry (id, recorded_by, deed, subject, subject_id, area_id, case_id)
values (%s, %s, %s, %s, %s, %s, %s)
"""


def record(*, by: Any, deed: str, subject: str, subject_id: UUID, area: Any = None, case: Any = None) -> None:
    """One audit row for one write. `by`, `area` and `case` are rows or ids; `deed` is `app.action`."""
    values = [uuid4(), _id(by), deed, subject, subject_id, _id(area), _id(case)]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)


def _id(thing: Any) -> Any:
    return getattr(thing, "pk", thing)
