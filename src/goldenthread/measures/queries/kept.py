"""Reading what the report on record keeping counts: the record systems as they are, and the look-ups of a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.database.acting import as_system
from goldenthread.design.words import LONDON
from goldenthread.directory.models import Area, RecordSystem
from goldenthread.directory.queries import record_systems
from goldenthread.intake.sheet import is_open_to_us
from goldenthread.measures.kept import Keeping, LookUp, Service, System, Tally, tally
from goldenthread.measures.period import Period
from goldenthread.measures.queries.told import Told, between, detail, told
from goldenthread.rules import days
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Kind
from goldenthread.rules.involvement import Involvement, Looker

STATED = (Involvement.KNOWN.value, Involvement.NOT_KNOWN.value)
"""What an imported tracker states: nobody looked."""


def keeping(area: Area, period: Period, *, viewer: User, at: datetime) -> Keeping:
    """One area's record keeping as it stands `at` this moment. Counts alone: no child is read."""
    ensure(viewer, Permission.REPORT, area.pk)
    today = at.astimezone(LONDON).date()
    with as_system("counting"):
        found = list(_look_ups(area.pk, period))
        rows = record_systems(area.pk, min(period.last, today), {each.service: () for each in found})
        received = between(Kind.REQUEST_RECEIVED, area.pk, period.first, period.last).count()
    services = [_service(service, systems, found, today) for service, systems in rows]
    systems = list(_systems(rows, found, today))
    return Keeping(
        area=area.code,
        area_name=area.name,
        front_door=area.front_door,
        period=period,
        counted_at=at,
        is_over=today > period.last,
        received=received,
        services=tuple(services),
        systems=tuple(systems),
        pairs=tuple(_pairs(services, systems, found)),
        total=tally(found),
    )


def _look_ups(area_id: UUID, period: Period) -> Iterator[LookUp]:
    """Each look-up of the period, with how long after the request, or after the asking of its team, it was done."""
    looked: Told = between(Kind.INVOLVEMENT_CHECKED, area_id, period.first, period.last)
    rows = looked.annotate(
        **{name: detail(name) for name in ("service", "system", "involvement", "looked", "minutes")}
    ).exclude(involvement__in=STATED)
    found: list[tuple[Any, ...]] = list(
        rows.order_by("day", "sequence").values_list("about", "day", "service", "system", "looked", "minutes")
    )
    abouts = {row[0] for row in found}
    received = dict(
        told(Kind.REQUEST_RECEIVED).filter(area=area_id, about__in=abouts).values_list("about", "day")
    )
    asked = _asked(area_id, abouts)
    for about, day, service, system, looked_by, minutes in found:
        is_by_team = looked_by == Looker.TEAM
        since = _last(asked[about, service], day) if is_by_team else received.get(about)
        yield LookUp(
            request=str(about),
            service=service,
            system=system or "",
            is_by_team=is_by_team,
            minutes=int(minutes) if minutes else None,
            days=days.working_days_between(since, day) if since and since <= day else None,
        )


def _asked(area_id: UUID, abouts: Iterable[UUID]) -> Mapping[tuple[UUID, str], list[date]]:
    """On which days the teams were asked to look, by request and service."""
    found: dict[tuple[UUID, str], list[date]] = defaultdict(list)
    rows = told(Kind.RECORDS_REQUESTED).filter(area=area_id, about__in=abouts)
    for about, day, service in rows.annotate(service=detail("service")).values_list(
        "about", "day", "service"
    ):
        found[about, service].append(day)
    return found


def _last(asked: Iterable[date], day: date) -> date | None:
    """The last asking that the answer of a day can be to."""
    return max((each for each in asked if each <= day), default=None)


def _service(service: Any, systems: list[RecordSystem], found: list[LookUp], today: date) -> Service:
    key = str(service.pk)
    return Service(
        id=key,
        label=service.label,
        electronic=sum(system.is_electronic for system in systems),
        paper=sum(not system.is_electronic for system in systems),
        opened=sum(is_open_to_us(system, today) for system in systems),
        tally=tally(each for each in found if each.service == key),
    )


def _systems(
    rows: list[tuple[Any, list[RecordSystem]]], found: list[LookUp], today: date
) -> Iterator[System]:
    """The record systems that the services keep, by name, each once."""
    used: dict[str, list[str]] = defaultdict(list)
    every: dict[str, RecordSystem] = {}
    for service, systems in rows:
        for system in systems:
            every[str(system.pk)] = system
            used[str(system.pk)].append(service.label)
    for key, system in sorted(every.items(), key=lambda pair: pair[1].name):
        counted = tally(each for each in found if each.system == key)
        yield System(
            key, system.name, system.is_electronic, is_open_to_us(system, today), tuple(used[key]), counted
        )


def _pairs(
    services: list[Service], systems: list[System], found: list[LookUp]
) -> Iterator[tuple[Service, System, Tally]]:
    """Each record system of each service, with what was looked up there."""
    for service in services:
        for system in systems:
            if service.label in system.services:
                own = (each for each in found if (each.service, each.system) == (service.id, system.id))
                yield service, system, tally(own)
