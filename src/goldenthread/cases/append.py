"""Writing the timeline: one fact, or many at once. Only actions call this.

A fact, its remark and its audit row are written together; the case is marked, so that the next reader of its
deadlines derives them afresh. The case's row is locked first: writers of one case take turns.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection

from goldenthread.accounts.models import User
from goldenthread.audit.actions import record
from goldenthread.cases.models import Case, Fact, Remark
from goldenthread.cases.timelines import timelines
from goldenthread.database.ids import IN_ORDER
from goldenthread.rules.facts import VERSIONS, Kind, check_order
from goldenthread.rules.facts import Fact as Told


def as_told(row: Fact) -> Told:
    """A stored fact as the rules read it."""
    return Told(
        kind=row.kind,
        happened_on=row.happened_on,
        about=str(row.about) if row.about else None,
        details=row.details,
        id=str(row.pk),
        sequence=row.sequence,
        corrects=str(row.corrects_id) if row.corrects_id else None,
        by=str(row.by_id),
        version=row.version,
    )


def append(
    *,
    case: Case,
    kind: Kind,
    on: date,
    by: User,
    about: UUID | None = None,
    details: Mapping[str, Any] | None = None,
    corrects: UUID | None = None,
    remark: str = "",
) -> Fact:
    """Write one fact of this case that happened `on` a London civil date.

    Raises Refused where its date contradicts the timeline.
    """
    fact = Fact(
        area_id=case.area_id,
        case=case,
        about=about,
        kind=kind.value,
        version=VERSIONS[kind],
        happened_on=on,
        by=by,
        details=dict(details or {}),
        corrects_id=corrects,
        sequence=_marked(case),
    )
    check_order([told for _, facts in timelines([case.pk]) for told in facts], as_told(fact))
    fact.save(force_insert=True)
    if remark.strip():
        Remark.objects.create(area_id=case.area_id, case=case, fact=fact, text=remark.strip())
    record(by=by, deed=kind.value, subject="fact", subject_id=fact.pk, area=case.area_id, case=case)
    return fact


NEXT = """
with marked as (update cases_case set is_marked = true where id = %s returning id)
select nextval('cases_fact_sequence'), pg_notify('case_marked', '') from marked
"""


def _marked(case: Case) -> int:
    """The case is locked, and its deadlines must be derived afresh; a worker that listens hears of it at the commit.

    Returns where the fact stands among all facts. Raises PermissionDenied where whoever acts may not see the case.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [case.pk])
        found = cursor.fetchone()
    if found is None:
        raise PermissionDenied("This case is not open to you.")
    return int(found[0])


@dataclass(frozen=True, slots=True)
class NewFact:
    """One line of a set-based write: the same columns that `append` takes."""

    area: UUID
    case: UUID
    kind: Kind
    on: date
    about: UUID | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    corrects: UUID | None = None
    remark: str = ""


STAGE = f"""
create temp table if not exists stage_fact (
    place bigint, id uuid default {IN_ORDER}, area_id uuid, case_id uuid, about uuid,
    kind text, version int, happened_on date, details jsonb, corrects_id uuid, remark text
) on commit drop
"""
COPY = """
copy stage_fact (
    place, area_id, case_id, about, kind, version, happened_on, details, corrects_id, remark
) from stdin
"""
WRITE = f"""
with told as (
    insert into cases_fact (
        id, area_id, case_id, about, kind, version, happened_on, by_id, details, corrects_id, sequence
    )
    select id, area_id, case_id, about, kind, version, happened_on, %(by)s::uuid, details, corrects_id,
           nextval('cases_fact_sequence')
    from (select * from stage_fact order by place) staged
    returning id, area_id, case_id, kind
)
insert into audit_entry (id, recorded_by, deed, subject, subject_id, area_id, case_id)
select {IN_ORDER}, %(by)s::uuid, kind, 'fact', id, area_id, case_id from told
"""  # noqa: S608 (an expression of our own)
MARK = "update cases_case set is_marked = true where id = any(%(cases)s) and not is_marked"
REMARK = f"""
insert into cases_remark (id, area_id, case_id, fact_id, text)
select {IN_ORDER}, area_id, case_id, id, remark from stage_fact where remark <> ''
"""  # noqa: S608 (an expression of our own)


def append_many(facts: Iterable[NewFact], *, by: User) -> int:
    """The set-based twin of `append`: staged, then rows and audit in one statement. Returns how many.

    The caller has checked their order; a case new in this transaction has no timeline to contradict.
    """
    count = 0
    cases: set[UUID] = set()
    encoded = _Encoded().of
    with connection.cursor() as cursor:
        cursor.execute(STAGE)
        cursor.execute("truncate stage_fact")
        with cursor.copy(COPY) as copy:
            for count, fact in enumerate(facts, start=1):
                copy.write_row(_staged(count, fact, encoded))
                cases.add(fact.case)
        if count:
            cursor.execute(WRITE, {"by": by.pk})
            cursor.execute(REMARK)
            cursor.execute(MARK, {"cases": list(cases)})
            cursor.execute("notify case_marked")
    return count


class _Encoded(dict[int, tuple[Mapping[str, Any], str]]):
    """Details as JSON; many facts share one mapping, which is kept so that its identity stays its own."""

    def of(self, details: Mapping[str, Any]) -> str:
        """The JSON of a mapping, written once for each."""
        known = self.get(id(details))
        if known is None:
            known = self[id(details)] = details, json.dumps(dict(details))
        return known[1]


def _staged(place: int, fact: NewFact, encoded: Callable[[Mapping[str, Any]], str]) -> tuple[object, ...]:
    return (
        place,
        fact.area,
        fact.case,
        fact.about,
        fact.kind.value,
        VERSIONS[fact.kind],
        fact.on,
        encoded(fact.details),
        fact.corrects,
        fact.remark.strip(),
    )
