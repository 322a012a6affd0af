"""Reading cases and their timelines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import scope
from goldenthread.audit.watch import saw
from goldenthread.cases.append import as_told
from goldenthread.cases.models import Case, Fact, Remark
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind
from goldenthread.rules.traces import Purpose


def visible(viewer: User) -> QuerySet[Case]:
    """The cases that the viewer may read: an area's, a council's own, or those where the viewer's service was asked."""
    where = scope(viewer, Permission.READ_CASES)
    seen = Q(area_id__in=where.areas)
    if where.councils:
        seen |= Q(requests__council_id__in=where.councils)
    if where.services:
        seen |= Q(advice_requests__service_id__in=where.services)
    found = Case.objects.filter(seen)
    return found.distinct() if where.councils or where.services else found


def case(case_id: UUID, viewer: User) -> Case | None:
    """One case with its child and area, where the viewer may see it."""
    found = visible(viewer).select_related("area", "child", "child__school").filter(pk=case_id).first()
    saw(viewer, cases=[found.pk] if found else [], purpose=Purpose.PAGE)
    return found


def of_child(child_id: UUID, viewer: User) -> list[Case]:
    """All cases of one child that the viewer may see."""
    found = list(visible(viewer).filter(child_id=child_id).order_by("reference"))
    saw(viewer, cases=[case.pk for case in found], purpose=Purpose.PAGE)
    return found


def history(case_id: UUID, viewer: User) -> list[Told]:
    """A case's facts in the order in which they were recorded, corrections among them."""
    rows = list(Fact.objects.filter(case_id=case_id, case__in=visible(viewer)).order_by("sequence"))
    saw(viewer, cases={row.case_id for row in rows}, purpose=Purpose.PAGE)
    return [as_told(row) for row in rows]


def entries(case_id: UUID, viewer: User) -> list[Fact]:
    """The timeline as a person reads it: rows with their remark and who recorded them, the latest first."""
    rows = Fact.objects.filter(case_id=case_id, case__in=visible(viewer)).select_related("by", "remark")
    found = list(rows.order_by("-happened_on", "-sequence"))
    saw(viewer, cases={row.case_id for row in found}, purpose=Purpose.PAGE)
    return found


def entry(fact_id: UUID, viewer: User) -> Fact | None:
    """One entry of a timeline, where the viewer may see its case."""
    rows = Fact.objects.select_related("case", "case__child", "case__area", "by")
    found = rows.filter(pk=fact_id, case__in=visible(viewer)).first()
    saw(viewer, cases=[found.case_id] if found else [], purpose=Purpose.FORM)
    return found


def remarks(case_id: UUID, viewer: User) -> dict[UUID, str]:
    """The remarks of a case's facts, by fact."""
    rows = Remark.objects.filter(case_id=case_id, case__in=visible(viewer))
    found = dict(rows.values_list("fact_id", "text"))
    saw(viewer, cases=[case_id] if found else [], purpose=Purpose.PAGE)
    return found


TIMELINES = """
select case_id::text, kind, happened_on, about::text, details::text, id::text, sequence, corrects_id::text,
       by_id::text, version
from cases_fact where case_id = any(%(cases)s) and (%(kinds)s::text[] is null or kind = any(%(kinds)s))
order by case_id, sequence
"""


def timelines(
    case_ids: Iterable[UUID], kinds: Iterable[Kind] | None = None
) -> Iterator[tuple[UUID, list[Told]]]:
    """Many cases' facts, case by case, for deriving; no name among them, so no viewer. Only `kinds` where given.

    Ids are read as text, as the rules take them: making objects of them would cost more than reading them.
    """
    wanted = [kind.value for kind in kinds] if kinds is not None else None
    with connection.cursor() as cursor:
        cursor.execute(TIMELINES, {"cases": list(case_ids), "kinds": wanted})
        rows = cursor.fetchall()
    for case_id, group in groupby(rows, key=itemgetter(0)):
        yield UUID(case_id), [_told(row) for row in group]


def _told(row: tuple[Any, ...]) -> Told:
    _, kind, happened_on, about, details, id_, sequence, corrects, by, version = row
    return Told(
        kind,
        happened_on,
        about,
        {} if details == "{}" else json.loads(details),
        id_,
        sequence,
        corrects,
        by,
        version,
    )
