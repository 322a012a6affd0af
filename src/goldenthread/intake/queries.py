"""Reading requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import may, scope
from goldenthread.audit.watch import saw
from goldenthread.cases.queries import history, seen
from goldenthread.directory import queries as directory
from goldenthread.directory.models import Organisation
from goldenthread.intake.models import Question, Request
from goldenthread.intake.sheet import Line, line
from goldenthread.rules.access import Permission, Section
from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.rules.involvement import Records, awaited, looked_up, records
from goldenthread.rules.traces import Purpose


@dataclass(frozen=True, slots=True)
class Standing:
    """A request as its timeline tells it, with the words that a page about it needs."""

    request: Request
    case_id: UUID
    area_id: UUID
    child: str
    reference: str
    council: str
    received_on: date | None
    named: frozenset[str]
    records: Records
    """In which record systems each service was to be looked up when the request came, by ids."""
    looked_up: Mapping[str, Mapping[str, Fact]]
    """The latest answer of each record, by the ids of its service and its system."""
    awaited: Mapping[str, Fact]
    """The teams that were asked to look and have not answered, by the service's id."""
    responding: tuple[str, ...]
    acknowledged_on: date | None
    withdrawn_on: date | None


def request(request_id: UUID, viewer: User) -> Request | None:
    """One request with its case and child, where the viewer may see it."""
    rows = Request.objects.select_related("case", "case__child", "case__area", "council")
    found = seen(rows.filter(pk=request_id), viewer, section=Section.REQUESTS).first()
    saw(viewer, cases=[found.case_id] if found else [], purpose=Purpose.FORM)
    return found


def of_case(case_id: UUID, viewer: User) -> list[Request]:
    """A case's requests."""
    rows = Request.objects.select_related("council").filter(case_id=case_id)
    found = list(seen(rows, viewer, section=Section.REQUESTS).order_by("id"))
    saw(viewer, cases={each.case_id for each in found}, purpose=Purpose.PAGE)
    return found


def standing(request_id: UUID, viewer: User) -> Standing | None:
    """How one request stands: what was named, checked and acknowledged, where the viewer may see it."""
    found = request(request_id, viewer)
    if found is None:
        return None
    told = [fact for fact in effective(history(found.case_id, viewer)) if fact.about == str(request_id)]
    received = _last(told, Kind.REQUEST_RECEIVED)
    acknowledged = _last(told, Kind.REQUEST_ACKNOWLEDGED)
    withdrawn = _last(told, Kind.REQUEST_WITHDRAWN)
    return Standing(
        request=found,
        case_id=found.case_id,
        area_id=found.area_id,
        child=found.case.child.name,
        reference=found.case.reference,
        council=found.council.name,
        received_on=received.happened_on if received else None,
        named=frozenset(received.details.get("named", ())) if received else frozenset(),
        records=records(told),
        looked_up=looked_up(told),
        awaited=awaited(told),
        responding=tuple(acknowledged.details.get("responding", ())) if acknowledged else (),
        acknowledged_on=acknowledged.happened_on if acknowledged else None,
        withdrawn_on=withdrawn.happened_on if withdrawn else None,
    )


def sheet(told: Standing, today: date) -> list[Line]:
    """The check sheet of a request: the area's services with their records, those first that the family named.

    What was to be looked into when the request came stays on it, also where the area keeps it no longer. It is read
    from what its caller was shown of the request, so no viewer.
    """
    rows = directory.record_systems(told.area_id, today, told.records)
    lines = [line(service, systems, told, today) for service, systems in rows]
    return sorted(lines, key=lambda each: not each.is_named)


def is_open(question: UUID) -> bool:
    """Whether a question waits for its answer: the post asks before a letter leaves. No viewer."""
    return Question.objects.filter(pk=question, answered_on__isnull=True).exists()


def works_on(viewer: User) -> bool:
    """Whether whoever received a request goes on with it: a council's people hand it over."""
    return may(viewer, Permission.WORK)


def councils(area_id: UUID, viewer: User) -> list[Organisation]:
    """The councils whose requests the viewer may receive: all of an area, or an officer's own."""
    where = scope(viewer, Permission.RECEIVE)
    found = directory.councils(area_id)
    return found if area_id in where.areas else [council for council in found if council.pk in where.councils]


def _last(told: Sequence[Fact], kind: Kind) -> Fact | None:
    return next((fact for fact in reversed(told) if fact.kind == kind), None)
