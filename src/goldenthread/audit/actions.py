"""Recording who did what, who was shown which child, and who was turned away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from goldenthread.database.acting import as_system
from goldenthread.database.ids import IN_ORDER
from goldenthread.rules.traces import Outcome, Purpose

INSERT = """
insert into audit_entry (id, recorded_by, deed, subject, subject_id, area_id, case_id, child_id, basis)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s)
"""

EACH = f"""
insert into audit_entry (id, recorded_by, deed, subject, subject_id, area_id, case_id)
select {IN_ORDER}, %(by)s, %(deed)s, %(subject)s, wrote.*
from unnest(%(subjects)s::uuid[], %(areas)s::uuid[], %(cases)s::uuid[]) as wrote (subject_id, area_id, case_id)
"""  # noqa: S608 (an expression of our own)

# One statement for everything that a page showed. The area and the child are looked up by key, as the audit's own
# account: who was turned away, or reads references alone, may not look up the area whose auditor is to read of it.
LOOK = f"""
insert into audit_entry (
    id, recorded_by, what, deed, subject, subject_id, area_id, case_id, child_id, purpose, basis, rule, outcome
)
select {IN_ORDER}, %(by)s, 'looked', %(deed)s,
       case when seen.case_id is null then 'child' else 'case' end, coalesce(seen.case_id, seen.child_id),
       coalesce(c.area_id, p.area_id), seen.case_id, coalesce(seen.child_id, c.child_id),
       seen.purpose, %(basis)s, %(rule)s, 'shown'
from unnest(%(cases)s::uuid[], %(children)s::uuid[], %(purposes)s::text[]) as seen (case_id, child_id, purpose)
left join cases_case c on c.id = seen.case_id
left join people_child p on p.id = seen.child_id
"""  # noqa: S608 (an expression of our own)

REFUSE = """
insert into audit_entry (
    id, recorded_by, what, deed, subject, subject_id, area_id, case_id, child_id, rule, outcome
)
select %(id)s, %(by)s, 'refused', %(deed)s, %(subject)s, %(subject_id)s, coalesce(c.area_id, p.area_id),
       asked.case_id, asked.child_id, %(rule)s, %(outcome)s
from (select %(case)s::uuid, %(child)s::uuid) as asked (case_id, child_id)
left join cases_case c on c.id = asked.case_id
left join people_child p on p.id = asked.child_id
"""

Sight = tuple[UUID | None, UUID | None, Purpose]
"""A case or a child that was shown, and what for."""

Written = tuple[UUID, UUID, UUID | None]
"""A row that was written: its id, its area, and its case where it has one."""


def record(
    *,
    by: Any,
    deed: str,
    subject: str,
    subject_id: UUID,
    area: Any = None,
    case: Any = None,
    child: Any = None,
    basis: str = "",
) -> None:
    """One audit row for one write. `by`, `area`, `case` and `child` are rows or ids; `deed` is `app.action`.

    `basis` is on which ground, by a code or a reference, where nobody would have expected it.
    """
    about = _id(child) or getattr(case, "child_id", None)
    values = [uuid4(), _id(by), deed, subject, subject_id, _id(area), _id(case), about, basis]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)


def record_each(*, by: Any, deed: str, subject: str, rows: Sequence[Written]) -> None:
    """The same for many rows that one deed wrote at once, in one statement."""
    if rows:
        subjects, areas, cases = zip(*rows, strict=True)
        values = {"by": _id(by), "deed": deed, "subject": subject}
        arrays = {"subjects": list(subjects), "areas": list(areas), "cases": list(cases)}
        with connection.cursor() as cursor:
            cursor.execute(EACH, {**values, **arrays})


def look(*, by: Any, deed: str, sights: Sequence[Sight], rule: str = "", basis: str = "") -> None:
    """One audit row for each case or child that was shown, all in one statement."""
    cases, children, purposes = zip(*sights, strict=True)
    values = {
        "by": _id(by), "deed": deed, "basis": basis, "rule": rule,
        "cases": list(cases), "children": list(children), "purposes": [str(each) for each in purposes],
    }  # fmt: skip
    with as_system("audit"), connection.cursor() as cursor:
        cursor.execute(LOOK, values)


def refuse(*, by: Any, deed: str, subject: str, subject_id: UUID, rule: str, outcome: Outcome) -> None:
    """One audit row for somebody who was turned away. The case or child is as it was asked for, there or not."""
    case = subject_id if subject == "case" else None
    child = subject_id if subject == "child" else None
    values = {
        "id": uuid4(), "by": _id(by), "deed": deed, "subject": subject, "subject_id": subject_id,
        "case": case, "child": child, "rule": rule, "outcome": outcome.value,
    }  # fmt: skip
    with as_system("audit"), connection.cursor() as cursor:
        cursor.execute(REFUSE, values)


def _id(thing: Any) -> Any:
    return getattr(thing, "pk", thing)
