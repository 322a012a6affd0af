"""What crosses stages: requests that wait for the single point of contact itself, and the words of an area's practice.

A request that nobody has acknowledged, or a service that was promised and never asked, runs no clock of its own;
without these lists it could wait where nobody looks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import scope
from goldenthread.cases.append import as_told
from goldenthread.cases.models import Fact
from goldenthread.cases.queries import timelines
from goldenthread.deadlines.queries import ADVICE, visible
from goldenthread.directory.models import Organisation, PackVersion, Service
from goldenthread.directory.queries import service_names, services_of
from goldenthread.people.models import Child
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind, effective

CAP = 500


class Task(StrEnum):
    """What a council's request can wait for before any service has a clock."""

    ACKNOWLEDGE = "acknowledge"
    SEEK = "seek"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A council's request that waits for a deed of the single point of contact."""

    request_id: UUID
    case_id: UUID
    reference: str
    surname: str
    forename: str
    area: str
    council: str
    received_on: date
    since: date
    services: tuple[str, ...]


# A fact stands unless its latest correction strikes it out.
STANDS = """not coalesce((
    select (c.details ->> 'void')::boolean from cases_fact c
    where c.case_id = {0}.case_id and c.corrects_id = {0}.id order by c.sequence desc limit 1), false)"""
RECEIVED = f"""exists (
    select from cases_fact f where f.case_id = r.case_id and f.about = r.id
    and f.kind = 'RequestReceived' and {STANDS.format("f")})"""
OPEN = f"""not exists (
    select from cases_fact f where f.case_id = r.case_id and f.about = r.id
    and f.kind = 'RequestWithdrawn' and {STANDS.format("f")})"""
ACKNOWLEDGED = f"""exists (
    select from cases_fact f where f.case_id = r.case_id and f.about = r.id
    and f.kind = 'RequestAcknowledged' and {STANDS.format("f")})"""
IMPORTED = """exists (
    select from advice_advicerequest q join cases_fact f on f.case_id = q.case_id and f.about = q.id
    where q.request_id = r.id and f.kind = 'AdviceImported')"""
PROMISED = f"""exists (
    select from cases_fact f cross join jsonb_array_elements_text(f.details -> 'responding') as responding (service)
    where f.case_id = r.case_id and f.about = r.id and f.kind = 'RequestAcknowledged' and {STANDS.format("f")}
    and not exists (
        select from advice_advicerequest q where q.request_id = r.id and q.service_id::text = responding.service))"""  # noqa: S608
CONDITIONS = {
    Task.ACKNOWLEDGE: f"{RECEIVED} and {OPEN} and not {ACKNOWLEDGED} and not {IMPORTED}",
    Task.SEEK: f"{RECEIVED} and {OPEN} and {PROMISED}",
}
LIST = """
select r.id, r.case_id, k.reference, c.surname, c.forename, a.name, o.name, r.area_id
from intake_request r join cases_case k on k.id = r.case_id join people_child c on c.id = k.child_id
join directory_area a on a.id = r.area_id join directory_organisation o on o.id = r.council_id
where (r.area_id = any(%s) or r.council_id = any(%s)) and {condition} limit %s
"""
COUNT = """
select count(*) from (
    select from intake_request r where (r.area_id = any(%s) or r.council_id = any(%s)) and {condition} limit %s) found
"""


def waiting(viewer: User, task: Task) -> list[Waiting]:
    """The requests that wait for this deed, the longest waiting first; at most CAP."""
    with connection.cursor() as cursor:
        cursor.execute(LIST.format(condition=CONDITIONS[task]), [*_seen(viewer), CAP])
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    told = dict(timelines({row[0] for row in found.values()}, RELEVANT)) if found else {}
    names = service_names({row[-1] for row in found.values()}) if found else {}
    rows = [_waiting(id_, row[:-1], effective(told[row[0]]), names) for id_, row in found.items()]
    return sorted(rows, key=lambda row: (row.received_on, row.reference))


def waiting_counts(viewer: User) -> dict[Task, int]:
    """How many requests wait for each deed."""
    seen = _seen(viewer)
    if not any(seen):
        return dict.fromkeys(Task, 0)
    with connection.cursor() as cursor:
        counts = {}
        for task, condition in CONDITIONS.items():
            cursor.execute(COUNT.format(condition=condition), [*seen, CAP + 1])
            counts[task] = cursor.fetchone()[0]
    return counts


RELEVANT = (Kind.REQUEST_RECEIVED, Kind.REQUEST_ACKNOWLEDGED, Kind.ADVICE_SOUGHT, Kind.FACT_CORRECTED)


def _seen(viewer: User) -> tuple[list[UUID], list[UUID]]:
    """Areas and councils whose requests the viewer reads; a service's member sees what it was asked, no more."""
    where = scope(viewer, Permission.READ_CASES)
    return list(where.areas), list(where.councils)


def _waiting(request_id: UUID, row: tuple[Any, ...], facts: list[Told], names: dict[str, str]) -> Waiting:
    about = str(request_id)
    received = next(
        fact.happened_on for fact in facts if fact.kind == Kind.REQUEST_RECEIVED and fact.about == about
    )
    acknowledged = [fact for fact in facts if fact.kind == Kind.REQUEST_ACKNOWLEDGED and fact.about == about]
    asked = {
        fact.details["service"]
        for fact in facts
        if fact.kind == Kind.ADVICE_SOUGHT and fact.details["request"] == about
    }
    promised = [
        service for fact in acknowledged for service in fact.details["responding"] if service not in asked
    ]
    since = acknowledged[0].happened_on if acknowledged else received
    labels = tuple(sorted({names[service] for service in promised if service in names}))
    return Waiting(request_id, *row, received_on=received, since=since, services=labels)


def told_about(case_ids: Iterable[UUID], abouts: Iterable[UUID]) -> dict[str, list[Told]]:
    """The effective facts about these requests for advice, by request; no name among them, so no viewer."""
    rows = Fact.objects.filter(case_id__in=list(case_ids), about__in=list(abouts)).order_by("sequence")
    told: dict[str, list[Told]] = defaultdict(list)
    for row in rows:
        told[str(row.about)].append(as_told(row))
    return {about: effective(facts) for about, facts in told.items()}


def schools_in_use(viewer: User) -> list[tuple[UUID, str]]:
    """The schools that have a child of the viewer's areas, by name, for the filter."""
    reached = scope(viewer, Permission.READ_CASES).reached
    pupils = Child.objects.filter(area__in=reached, school=OuterRef("pk"))
    rows = Organisation.objects.filter(Exists(pupils), kind=Organisation.Kind.SCHOOL)
    return list(rows.order_by("name").values_list("id", "name"))


def services_seen(viewer: User) -> list[tuple[UUID, str]]:
    """The services whose requests the viewer reads; with the area's name where there are several areas."""
    where = scope(viewer, Permission.READ_CASES)
    whole = where.areas | where.council_areas
    rows = [row for row in services_of(where.reached) if row.area_id in whole or row.pk in where.services]
    has_areas = len({row.area_id for row in rows}) > 1
    return [(row.pk, f"{row.label} ({row.area.name})" if has_areas else row.label) for row in rows]


def services_standing(viewer: User, today: date) -> list[tuple[Service, dict[str, int]]]:
    """Each service that the viewer reads, by area and label, with its counts at this moment: one count for all."""
    seen = dict(services_seen(viewer))
    rows = (
        Service.objects.filter(pk__in=seen).select_related("area", "provider").order_by("area__name", "label")
    )
    year = today - timedelta(days=365)
    is_open = Q(met_on__isnull=True, ended_on__isnull=True)
    counts = {
        found.pop("service_id"): found
        for found in visible(viewer)
        .filter(limit=ADVICE, service__in=seen)
        .order_by()
        .values("service_id")
        .annotate(
            open=Count("id", filter=is_open),
            overdue=Count("id", filter=is_open & Q(due_on__lt=today)),
            unacknowledged=Count("id", filter=is_open & Q(acknowledged_on__isnull=True)),
            returned=Count("id", filter=Q(met_on__gte=year)),
            in_time=Count("id", filter=Q(met_on__gte=year, met_on__lte=F("due_on"))),
        )
    }
    return [(row, counts.get(row.pk, dict.fromkeys(FIGURES, 0))) for row in rows]


FIGURES = ("open", "overdue", "unacknowledged", "returned", "in_time")


def service_seen(service_id: UUID, viewer: User) -> Service | None:
    """One service with its provider and record systems, where the viewer reads its requests."""
    if service_id not in dict(services_seen(viewer)):
        return None
    rows = Service.objects.select_related("area", "provider").prefetch_related("record_systems")
    return rows.filter(pk=service_id).first()


def pack_ids(area_ids: Iterable[UUID]) -> Iterator[str]:
    """The pack versions of these areas, the oldest first."""
    rows = PackVersion.objects.filter(area__in=list(area_ids)).order_by("number", "id")
    return (str(id_) for id_ in rows.values_list("id", flat=True))
