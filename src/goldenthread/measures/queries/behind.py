"""The requests behind a figure, for those who may read cases; what is counted is what is listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.advice.models import AdviceRequest
from goldenthread.audit.watch import saw
from goldenthread.cases.models import Case
from goldenthread.cases.queries import seen
from goldenthread.database.acting import as_system
from goldenthread.deadlines.models import Deadline
from goldenthread.deadlines.queries import ROW, Row
from goldenthread.deadlines.queries import visible as clocks_seen
from goldenthread.deadlines.snapshot import refresh
from goldenthread.measures.figures import Figure
from goldenthread.measures.queries.clocks import Wanted, behind, clocks
from goldenthread.measures.queries.told import Told, requests
from goldenthread.rules.access import Permission, Section
from goldenthread.rules.traces import Purpose


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One of the council's requests as a list shows it, with the labels of the services that were asked."""

    case_id: UUID
    child_id: UUID
    reference: str
    surname: str
    forename: str
    received_on: date
    is_known: bool
    services: tuple[str, ...]


REQUEST = ("about", "case_id", "case__child_id", "case__reference", "surname", "forename", "day", "is_known")


def listed(
    viewer: User,
    wanted: Wanted,
    *,
    start: int = 0,
    limit: int | None = 50,
    permission: Permission = Permission.READ_CASES,
) -> list[Row] | list[RequestRow]:
    """One page of what a figure counts, or all of it without a limit; only what the viewer may read, or take away."""
    rows = _listed(viewer, wanted, permission, slice(start, None if limit is None else start + limit))
    saw(viewer, cases={row.case_id for row in rows}, purpose=Purpose.LIST)
    return rows


def _listed(
    viewer: User, wanted: Wanted, permission: Permission, some: slice
) -> list[Row] | list[RequestRow]:
    if wanted.figure.is_of_requests:
        return _request_rows(
            wanted.area, _requests(viewer, wanted, permission).order_by("day", "case__reference", "id")[some]
        )
    found = _clocks(viewer, wanted, permission).order_by("due_on", "case__reference", "service__label", "id")
    return [Row(*values) for values in found.values_list(*ROW)[some]]


def count(viewer: User, wanted: Wanted) -> int:
    """How many there are: for a viewer who reads the whole area, the figure itself."""
    found = _requests(viewer, wanted) if wanted.figure.is_of_requests else _clocks(viewer, wanted)
    return found.order_by().count()


def figure(viewer: User, wanted: Wanted) -> int:
    """The figure as it is reported, of which a viewer may be allowed to open a part."""
    ensure(viewer, Permission.REPORT, wanted.area)
    refresh()
    with as_system("counting"):
        if wanted.figure.is_of_requests:
            return _of_requests(wanted).count()
        return behind(wanted, Deadline.objects.all()).order_by().count()


def _clocks(
    viewer: User, wanted: Wanted, permission: Permission = Permission.READ_CASES
) -> QuerySet[Deadline]:
    return behind(wanted, clocks_seen(viewer, permission))


def _requests(viewer: User, wanted: Wanted, permission: Permission = Permission.READ_CASES) -> Told:
    refresh()
    cases = seen(Case.objects.all(), viewer, permission, case="pk", section=Section.REQUESTS)
    return _of_requests(wanted).filter(case__in=cases)


def _of_requests(wanted: Wanted) -> Told:
    found = requests(wanted.area, wanted.month, wanted.month)
    return found if wanted.figure is Figure.RECEIVED else found.filter(is_known=wanted.figure is Figure.KNOWN)


def _request_rows(area_id: UUID, found: Told) -> list[RequestRow]:
    named = found.annotate(surname=F("case__child__surname"), forename=F("case__child__forename"))
    rows: list[tuple[Any, ...]] = list(named.values_list(*REQUEST))
    asked = _asked(area_id, [about for about, *_ in rows])
    return [
        RequestRow(case, child, reference, surname, forename, day, is_known, asked[about])
        for about, case, child, reference, surname, forename, day, is_known in rows
    ]


def _asked(area_id: UUID, request_ids: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The services asked on each of these requests, by label."""
    asked: dict[UUID, tuple[str, ...]] = defaultdict(tuple)
    sought = AdviceRequest.objects.filter(
        request__in=list(request_ids), pk__in=clocks(area_id).values("about")
    )
    for request, label in sought.order_by("service__label").values_list("request_id", "service__label"):
        asked[request] += (label,)
    return asked
