"""The check sheet of a council's request: every service, its records, what they said, who looked, and what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import scope
from goldenthread.cases import queries as cases
from goldenthread.directory.queries import record_systems
from goldenthread.intake import queries as intake
from goldenthread.intake.sheet import NO_RECORD, SAID, is_open_to_us, system_words
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.rules.involvement import (
    LOOK_WITHIN,
    WHOLE,
    Answers,
    Involvement,
    Looker,
    Standing,
    answer,
    awaited,
    knows,
    looked_up,
    records,
    standing,
)


@dataclass(frozen=True, slots=True)
class Look:
    """One record. Not looked into yet: no result, no day, nobody. `how` says where to look or whom to ask."""

    system: str
    record: str
    how: str
    is_by_team: bool
    result: str = ""
    closed_on: date | None = None
    is_known: bool = False
    looked_on: date | None = None
    looked_by: str = ""
    was_by_team: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One service on the sheet with its records, and what can be said of it by now."""

    service_id: UUID
    service: str
    looks: tuple[Look, ...]
    standing: Standing
    look_by: date
    asked_on: date | None = None
    asked_by: str = ""

    @property
    def missing(self) -> tuple[Look, ...]:
        """The records that nobody has looked into."""
        return tuple(look for look in self.looks if look.looked_on is None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was checked for one council request, the services looked up first. `is_over` where nobody need look."""

    request_id: UUID
    council: str
    received_on: date
    lines: tuple[Line, ...]
    is_over: bool


def sheets(case_id: UUID, viewer: User, today: date) -> list[Sheet]:
    """The check sheets of a case as the viewer may see them: a service's people read their own line alone."""
    requests = intake.of_case(case_id, viewer)
    told = effective(cases.history(case_id, viewer))
    only = None if cases.is_whole(case_id, viewer) else scope(viewer, Permission.READ_CASES).services
    names = _names(told)
    found = []
    for request in requests:
        facts = [fact for fact in told if fact.about == str(request.pk)]
        received = next((fact for fact in facts if fact.kind == Kind.REQUEST_RECEIVED), None)
        if received is None:
            continue
        answers, waiting = looked_up(facts), awaited(facts)
        kept = records(facts)
        also = {key: kept.get(key, ()) for key in {*kept, *answers}}
        lines = [
            _line(service, systems, answers.get(str(service.pk), {}), waiting, received, names, today)
            for service, systems in record_systems(request.area_id, today, also)
            if only is None or service.pk in only
        ]
        lines.sort(key=lambda line: (all(look.looked_on is None for look in line.looks), line.service))
        is_over = any(fact.kind == Kind.REQUEST_WITHDRAWN for fact in facts)
        found.append(Sheet(request.pk, request.council.name, received.happened_on, tuple(lines), is_over))
    return found


def left(case_id: UUID, request_id: UUID, service_id: UUID, viewer: User, today: date) -> list[Look]:
    """The records of one service that nobody has looked into for a request."""
    mine = [sheet for sheet in sheets(case_id, viewer, today) if sheet.request_id == request_id]
    return [
        look
        for sheet in mine
        for line in sheet.lines
        if line.service_id == service_id
        for look in line.missing
    ]


def _names(told: Sequence[Fact]) -> dict[str, str]:
    """Who looked and who asked, by id."""
    kinds = (Kind.INVOLVEMENT_CHECKED, Kind.RECORDS_REQUESTED)
    people = {fact.by for fact in told if fact.kind in kinds and fact.by}
    return {str(id_): name for id_, name in User.objects.filter(pk__in=people).values_list("id", "name")}


def _line(
    service: Any, systems: Sequence[Any], answers: Answers, waiting: Mapping[str, Fact], received: Fact,
    names: Mapping[str, str], today: date,
) -> Line:  # fmt: skip
    asked = waiting.get(str(service.pk))
    looks = tuple(_look(service, system, answers, received, names, today) for system in systems or [None])
    return Line(
        service_id=service.pk,
        service=service.label,
        looks=looks,
        standing=standing(answers, [str(system.pk) for system in systems], received.happened_on),
        look_by=LOOK_WITHIN.after(asked.happened_on if asked else received.happened_on),
        asked_on=asked.happened_on if asked else None,
        asked_by=names.get(asked.by or "", "") if asked else "",
    )


def _look(
    service: Any, system: Any, answers: Answers, received: Fact, names: Mapping[str, str], today: date
) -> Look:
    key = str(system.pk) if system else WHOLE
    how = system_words(system, service.contact_point, today) if system else NO_RECORD
    is_by_team = system is None or not is_open_to_us(system, today)
    fact = answer(answers, key)
    if fact is None:
        return Look(key, system.name if system else "", how, is_by_team)
    involvement, closed = str(fact.details["involvement"]), fact.details.get("closed_on")
    return Look(
        system=key,
        record=system.name if system else "",
        how=how,
        is_by_team=is_by_team,
        result=SAID[involvement],
        closed_on=date.fromisoformat(closed) if closed and involvement == Involvement.CLOSED else None,
        is_known=knows(fact, received.happened_on),
        looked_on=fact.happened_on,
        looked_by=names.get(fact.by or "", ""),
        was_by_team=fact.details.get("looked") == Looker.TEAM,
    )
