"""What crosses stages: requests that wait for the single point of contact itself, and the words of an area's practice.

Facts, services and schools are read for the desk's lists, many rows at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, F, OuterRef, Q

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import scope, standing
from goldenthread.audit.watch import saw
from goldenthread.cases.models import Fact
from goldenthread.cases.queries import numbered
from goldenthread.cases.queries import visible as visible_cases
from goldenthread.deadlines.awaited import Deed
from goldenthread.deadlines.queries import ADVICE, OPEN, awaited, visible
from goldenthread.directory.models import Organisation, PackVersion, Service
from goldenthread.directory.queries import service_names, services_of
from goldenthread.people.names import search_form
from goldenthread.people.queries import visible as visible_children
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind, effective
from goldenthread.rules.identifiers import digits
from goldenthread.rules.not_known import KINDS as ROUTE
from goldenthread.rules.traces import Purpose


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
    since_on: date
    services: tuple[str, ...]


def waiting(viewer: User, deed: Deed, *, start: int = 0, limit: int = 50) -> list[Waiting]:
    """One page of the requests that wait for this deed, the longest waiting first."""
    rows = list(awaited(viewer, deed).values_list(*WAITING)[start : start + limit])
    saw(viewer, cases={row[1] for row in rows}, purpose=Purpose.LIST)
    names = service_names({row[-1] for row in rows})
    return [_waiting(names, *row) for row in rows]


def _waiting(names: Mapping[str, str], *row: Any) -> Waiting:
    promised = sorted(names.get(each, "a service") for each in row[-2])
    cells: tuple[Any, ...] = (*row[:-2], tuple(promised))
    return Waiting(*cells)


WAITING = (
    "request_id", "case_id", "case__reference", "case__child__surname", "case__child__forename", "area__name",
    "request__council__name", "received_on", "since_on", "services", "area_id",
)  # fmt: skip


def waiting_counts(viewer: User) -> dict[Deed, int]:
    """How many requests wait for each deed."""
    found = dict(awaited(viewer).order_by().values_list("deed").annotate(count=Count("id")))
    return {deed: found.get(deed.value, 0) for deed in Deed}


def cases_found(words: str, viewer: User, besides: Iterable[UUID]) -> list[tuple[UUID, str, str, str]]:
    """Cases found by name, reference or NHS number that are not among those shown: id, names, reference.

    A case has no clock before its first service is asked; whoever searches must find it all the same.
    """
    name, number = search_form(words), digits(words)
    found = Q(reference__istartswith=words.strip())
    if name:
        found |= Q(child__search_name__startswith=name) | Q(child__search_name__contains=f" {name}")
    if number:
        found |= Q(pk__in=numbered(number, viewer))
    rows = (
        visible_cases(viewer)
        .filter(found)
        .exclude(pk__in=list(besides))
        .order_by("child__search_name", "reference")
    )
    some = list(rows.values_list("id", "child__forename", "child__surname", "reference")[:MOST_FOUND])
    saw(viewer, cases=[id_ for id_, *_ in some], purpose=Purpose.SEARCH)
    return some


MOST_FOUND = 10


def told_about(requests: Sequence[tuple[UUID, UUID]]) -> dict[str, list[Told]]:
    """The effective facts that say whose turn it is, by request for advice; `requests` are case and request.

    No name is among them, so no viewer is asked for. A whole area's list is read in several goes.
    """
    told: dict[str, list[Told]] = defaultdict(list)
    for start in range(0, len(requests), AT_ONCE):
        some = requests[start : start + AT_ONCE]
        rows = Fact.objects.filter(case_id__in={case for case, _ in some}, kind__in=TURNS)
        rows = rows.filter(about__in=[about for _, about in some]).order_by("sequence")
        for kind, on, about, details, id_, sequence, corrects in rows.values_list(*TOLD):
            target = str(corrects) if corrects else None
            told[str(about)].append(Told(kind, on, str(about), details, str(id_), sequence, target))
    return {about: effective(facts) for about, facts in told.items()}


AT_ONCE = 2_000
TOLD = ("kind", "happened_on", "about", "details", "id", "sequence", "corrects_id")
TURNS = [
    kind.value
    for kind in (
        Kind.ADVICE_SOUGHT,
        Kind.ADVICE_ACKNOWLEDGED,
        Kind.ADVICE_RECORDED,
        Kind.ADVICE_WITHDRAWN,
        Kind.ADVICE_IMPORTED,
        *ROUTE,
        Kind.STEP_RAISED,
        Kind.LADDER_STARTED,
        Kind.ESCALATION_ANSWERED,
        Kind.PROMISE_CHANGED,
        Kind.ADVICE_INSISTED,
        Kind.FACT_CORRECTED,
    )
]
"""The kinds of fact that `rules.liveness` and the ladder read about one request for advice."""


def schools_in_use(viewer: User) -> list[tuple[UUID, str]]:
    """The schools of the children whom the viewer sees, by name, for the filter."""
    pupils = visible_children(viewer).filter(school=OuterRef("pk"))
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
    rows = Service.objects.filter(pk__in=seen).select_related("area", "provider")
    year = today - timedelta(days=365)
    clocks = visible(viewer).filter(limit=ADVICE, service__in=seen).order_by().values_list("service_id")
    counted = clocks.annotate(
        open=Count("id", filter=OPEN),
        overdue=Count("id", filter=OPEN & Q(due_on__lt=today)),
        unacknowledged=Count("id", filter=OPEN & Q(acknowledged_on__isnull=True)),
        returned=Count("id", filter=Q(met_on__gte=year)),
        in_time=Count("id", filter=Q(met_on__gte=year, met_on__lte=F("due_on"))),
    )
    figures = {service: dict(zip(FIGURES, counts, strict=True)) for service, *counts in counted}
    none = dict.fromkeys(FIGURES, 0)
    return [(row, figures.get(row.pk, none)) for row in rows.order_by("area__name", "label")]


FIGURES = ("open", "overdue", "unacknowledged", "returned", "in_time")


FIRST_PAGES = {
    Permission.READ_CASES: "desk:worklist",
    Permission.REPORT: "measures:sitrep",
    Permission.READ_AUDIT: "desk:traces",
}


def first_page(viewer: User) -> str:
    """Where somebody begins: with the cases, the month or the audit, by what they may read first."""
    held = standing(viewer).permissions
    found = next((page for permission, page in FIRST_PAGES.items() if permission in held), None)
    if found is None:
        raise PermissionDenied("Your role does not allow this.")
    return found


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
