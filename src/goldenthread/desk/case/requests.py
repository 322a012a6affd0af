"""A council's request on the case page: what it asked, what the council was told, what is left to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from goldenthread.deadlines.awaited import Deed, waits
from goldenthread.design.page import Link, Row
from goldenthread.design.words import listed
from goldenthread.desk.case.queries import CaseFile
from goldenthread.desk.words import when
from goldenthread.intake.describe.page import described
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.holds import holds
from goldenthread.rules.involvement import LOOK_WITHIN, awaited
from goldenthread.rules.ladder import SPOC

ToDo = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """One council request."""

    heading: str
    rows: tuple[Row, ...]
    deeds: tuple[Link, ...]
    to_do: tuple[ToDo, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the timeline says of one council request."""

    received_on: date | None
    named: tuple[str, ...]
    acknowledged_on: date | None
    responding: tuple[str, ...]
    withdrawn_on: date | None
    is_imported: bool


def requests(file: CaseFile, today: date) -> tuple[Asked, ...]:
    """Every council request of the case."""
    return tuple(_asked(file, request, today) for request in file.requests)


def _asked(file: CaseFile, request: object, today: date) -> Asked:
    told = _told(file, request)
    missing = _missing(file, request, told)
    return Asked(
        heading=f"Request from {request.council.name}",  # type: ignore[attr-defined]
        rows=tuple(_rows(file, request, told, missing)),
        deeds=tuple(_deeds(file, request, told)),
        to_do=tuple(_to_do(file, request, told, missing, today)),
    )


def _told(file: CaseFile, request: object) -> Told:
    facts = file.about(request.pk)  # type: ignore[attr-defined]
    received, acknowledged = _last(facts, Kind.REQUEST_RECEIVED), _last(facts, Kind.REQUEST_ACKNOWLEDGED)
    withdrawn = _last(facts, Kind.REQUEST_WITHDRAWN)
    own = {str(each.pk) for each in file.advices if each.request_id == request.pk}  # type: ignore[attr-defined]
    return Told(
        received.happened_on if received else None,
        tuple(received.details.get("named", ())) if received else (),
        acknowledged.happened_on if acknowledged else None,
        tuple(acknowledged.details["responding"]) if acknowledged else (),
        withdrawn.happened_on if withdrawn else None,
        any(fact.kind == Kind.ADVICE_IMPORTED and fact.about in own for fact in file.facts),
    )


def _last(facts: list[Fact], kind: Kind) -> Fact | None:
    return next((fact for fact in reversed(facts) if fact.kind == kind), None)


def _missing(file: CaseFile, request: object, told: Told) -> list[str]:
    """Services promised to the council and not asked; not known to who reads only the own part."""
    sought = _sought(file, request)
    return [service for service in told.responding if service not in sought] if file.is_whole else []


def _sought(file: CaseFile, request: object) -> set[str]:
    of_this = str(request.pk)  # type: ignore[attr-defined]
    return {
        fact.details["service"]
        for fact in file.facts
        if fact.kind == Kind.ADVICE_SOUGHT and fact.details.get("request") == of_this
    }


def _rows(file: CaseFile, request: object, told: Told, missing: list[str]) -> Iterator[Row]:
    yield Row("Received", told.received_on)
    if told.named:
        yield Row("Named by the family", listed(_labels(file, told.named)))
    yield from described(request)
    if told.acknowledged_on:
        yield Row("Acknowledged to the council", told.acknowledged_on)
        yield Row("Will respond", listed(_labels(file, told.responding)))
    elif not told.withdrawn_on:
        yield Row(
            "Acknowledged to the council", "Not stated in the tracker" if told.is_imported else "Not yet"
        )
    if missing and not told.withdrawn_on:
        yield Row("Promised, not asked yet", listed(_labels(file, missing)))
    if told.withdrawn_on:
        yield Row("Withdrawn", told.withdrawn_on)


def _labels(file: CaseFile, services: tuple[str, ...] | list[str]) -> list[str]:
    return sorted(file.names.get(service, "a service") for service in services)


def _deeds(file: CaseFile, request: object, told: Told) -> Iterator[Link]:
    """What the viewer may still do with it."""
    if told.withdrawn_on or told.received_on is None:
        return
    here = [request.pk]  # type: ignore[attr-defined]
    if file.may(Permission.WORK):
        yield Link("Check involvement", reverse("intake:check", args=here))
        if not told.acknowledged_on:
            yield Link("Acknowledge to the council", reverse("intake:acknowledge", args=here))
        yield Link("Say what the family hopes for", reverse("intake:describe", args=here))
        yield Link("Seek advice", reverse("advice:seek", args=here))
    if file.may(Permission.PLAN) and _sought(file, request) and str(here[0]) not in holds(file.facts):
        yield Link("Hold for health advice", reverse("plans:hold", args=here))
    if file.may(Permission.CORRECT):
        yield Link("Withdraw this request", reverse("intake:withdraw", args=here))


def _to_do(file: CaseFile, request: object, told: Told, missing: list[str], today: date) -> Iterator[ToDo]:
    """The single point of contact's own next deed, while it is awaited."""
    if told.withdrawn_on or told.received_on is None:
        return
    may, who = file.may(Permission.WORK), file.practice.people([SPOC])
    here, by = [request.pk], when(today, today)  # type: ignore[attr-defined]
    teams = awaited(file.about(request.pk))  # type: ignore[attr-defined]
    for service, asked in teams.items():
        team, look_by = file.names.get(service, "A service"), LOOK_WITHIN.after(asked.happened_on)
        href = f"{reverse('intake:check', args=here)}?service={service}" if may else ""
        yield team, "Say what its own records hold", when(look_by, today), "", href
    if not told.acknowledged_on and not told.is_imported:
        href = reverse("intake:acknowledge", args=here) if may else ""
        yield who, "Acknowledge the request to the council", by, "", href
    elif missing:
        href = reverse("advice:seek", args=here) if may else ""
        yield who, f"Seek advice from {listed(_labels(file, missing))}", by, "", href
    if services := [service for service in _to_look(file, str(here[0])) if service not in teams]:
        until = when(LOOK_WITHIN.after(told.received_on), today)
        href = reverse("intake:check", args=here) if may else ""
        yield (
            who,
            f"Look up {listed(_labels(file, services))} in their records, or ask the team",
            until,
            "",
            href,
        )


def _to_look(file: CaseFile, request: str) -> tuple[str, ...]:
    """The services whose records are still to be looked into; who reads one service's part is not told."""
    looks = (wait for wait in waits(file.facts) if wait.deed is Deed.LOOK and wait.request == request)
    return next((wait.services for wait in looks), ()) if file.is_whole else ()
