"""The check sheet of a council's request: every service, where it keeps its records, what they said and who looked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import scope
from goldenthread.cases import queries as cases
from goldenthread.directory.models import Service
from goldenthread.intake import queries as intake
from goldenthread.intake.check.sheet import SAID, system_words
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.rules.involvement import Involvement, awaited, is_known


@dataclass(frozen=True, slots=True)
class Line:
    """One service on the sheet. Not looked up yet: no result, no day, nobody. `systems` say how each is looked up."""

    service_id: UUID
    service: str
    systems: tuple[str, ...]
    records: tuple[str, ...]
    result: str = ""
    closed_on: date | None = None
    is_known: bool = False
    looked_on: date | None = None
    looked_by: str = ""
    asked_on: date | None = None
    asked_by: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was checked for one council request, the services looked up first."""

    request_id: UUID
    council: str
    received_on: date
    lines: tuple[Line, ...]


def sheets(case_id: UUID, viewer: User, today: date) -> list[Sheet]:
    """The check sheets of a case as the viewer may see them: a service's people read their own line alone."""
    requests = intake.of_case(case_id, viewer)
    told = effective(cases.history(case_id, viewer))
    received = {fact.about: fact.happened_on for fact in told if fact.kind == Kind.REQUEST_RECEIVED}
    checks = [fact for fact in told if fact.kind == Kind.INVOLVEMENT_CHECKED]
    asked = [fact for fact in told if fact.kind == Kind.RECORDS_REQUESTED]
    names = {
        str(id_): name
        for id_, name in User.objects.filter(pk__in={fact.by for fact in (*checks, *asked)}).values_list(
            "id", "name"
        )
    }
    found = []
    for request in requests:
        if on := received.get(str(request.pk)):
            last = {fact.details["service"]: fact for fact in checks if fact.about == str(request.pk)}
            services = _services(request.area_id, case_id, last, viewer, today)
            lines = [_line(each, last.get(str(each.pk)), on, names, today) for each in services]
            waiting = awaited(fact for fact in told if fact.about == str(request.pk))
            lines = [_asked(line, waiting.get(str(line.service_id)), names) for line in lines]
            lines.sort(key=lambda line: (line.looked_on is None, line.service))
            found.append(Sheet(request.pk, request.council.name, on, tuple(lines)))
    return found


def _asked(line: Line, asked: Fact | None, names: Mapping[str, str]) -> Line:
    """The line with the day on which its team was asked to look, where it has not answered."""
    if asked is None:
        return line
    return replace(line, asked_on=asked.happened_on, asked_by=names.get(asked.by or "", ""))


def _services(
    area_id: UUID, case_id: UUID, looked_up: Iterable[str], viewer: User, today: date
) -> list[Service]:
    """The area's live services and those that were looked up; for a service's people their own."""
    live = Q(live_from__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    rows = Service.objects.filter(live | Q(pk__in=list(looked_up)), area=area_id)
    if not cases.is_whole(case_id, viewer):
        rows = rows.filter(pk__in=scope(viewer, Permission.READ_CASES).services)
    return list(rows.prefetch_related("record_systems").order_by("label"))


def _line(
    service: Service, check: Fact | None, asked_on: date, names: Mapping[str, str], today: date
) -> Line:
    systems = list(service.record_systems.all())
    line = Line(
        service.pk,
        service.label,
        tuple(system_words(system, service.contact_point, today) for system in systems),
        tuple(system.name for system in systems),
    )
    if check is None:
        return line
    involvement, closed = str(check.details["involvement"]), check.details.get("closed_on")
    closed_on = date.fromisoformat(closed) if closed and involvement == Involvement.CLOSED else None
    return Line(
        line.service_id,
        line.service,
        line.systems,
        line.records,
        SAID[involvement],
        closed_on,
        is_known(involvement, closed_on, asked_on),
        check.happened_on,
        names.get(check.by or "", ""),
    )
