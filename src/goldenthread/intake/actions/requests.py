"""Receiving, checking, acknowledging and withdrawing a council's request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID, uuid4

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.cases.actions import open_
from goldenthread.cases.append import append
from goldenthread.cases.models import Case, Fact
from goldenthread.directory.models import Organisation, Service
from goldenthread.intake.actions.telling import (
    received_on,
    refuse_ended,
    refuse_foreign,
    refuse_repeated,
    refuse_unfit,
    told_of,
)
from goldenthread.intake.letters import acknowledgement
from goldenthread.intake.models import Request
from goldenthread.people.models import Child
from goldenthread.post.actions import write
from goldenthread.post.letters import Letter
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Kind
from goldenthread.rules.involvement import Involvement
from goldenthread.rules.reasons import check_withdrawal
from goldenthread.rules.refusals import Refused, Stale
from goldenthread.rules.words import listed, said


@dataclass(frozen=True, slots=True)
class Hopes:
    """What the child and the family hope for, and which outcomes are sought (S1-11); empty where nobody said."""

    aspirations: str = ""
    outcomes: str = ""


NOT_SAID = Hopes()


@action(leaves=[Kind.REQUEST_RECEIVED, Kind.ASSESSMENT_REQUESTED])
def receive(
    *,
    child: Child,
    council: Organisation,
    case: Case | None = None,
    reference: str = "",
    named: Sequence[Service] = (),
    assessment_requested_on: date | None = None,
    hopes: Hopes = NOT_SAID,
    remark: str = "",
    key: UUID | None = None,
    by: User,
    on: date,
) -> Request:
    """The single point of contact receives the council's request: every health clock starts `on` this day (S1-42).

    `named` are the services that the family says are involved. `assessment_requested_on` is the day on which the
    council received the family's request, where it says so: the 6, 16 and 20 weeks run from it. `key` becomes the
    request's id.
    """
    ensure(by, Permission.RECEIVE, child.area_id)
    refuse_unfit(child.area_id, named)
    refuse_foreign(child.area_id, council, by)
    case = case or open_(child=child, reference=reference, by=by, on=on)
    if case.child_id != child.pk:
        raise Refused(
            f"The case {case.reference} is another child's. Open the right case.", field="reference"
        )
    request = Request.objects.create(
        id=key or uuid4(), area_id=case.area_id, case=case, council=council, **asdict(hopes)
    )
    record(
        by=by, deed="intake.receive", subject="request", subject_id=request.pk, area=case.area_id, case=case
    )
    _tell(request, Kind.REQUEST_RECEIVED, {"source": "council", "named": _ids(named)}, by, on, remark)
    if assessment_requested_on:
        _tell(request, Kind.ASSESSMENT_REQUESTED, {}, by, assessment_requested_on)
    return request


@action(leaves=[Kind.INVOLVEMENT_CHECKED])
def check(
    *, request: Request, service: Service, involvement: str, closed_on: date | None = None, by: User, on: date
) -> Fact:
    """Whether the child is open to a service, was closed and when, or is not there, as its records say (S1-40)."""
    ensure(by, Permission.WORK, request.area_id)
    refuse_unfit(request.area_id, [service])
    answer = Involvement(involvement)
    if answer is Involvement.CLOSED and closed_on is None:
        raise Refused(f"Enter the day on which {service.label} closed the child's record.", field="closed_on")
    if closed_on is not None and closed_on > on:
        raise Refused(
            f"{service.label} cannot have closed the record in the future. Check the day.", field="closed_on"
        )
    details = {
        "service": str(service.pk),
        "involvement": answer.value,
        "closed_on": closed_on.isoformat() if closed_on and answer is Involvement.CLOSED else None,
    }
    for fact in told_of(request):
        if fact.kind == Kind.INVOLVEMENT_CHECKED and fact.happened_on == on and fact.details == details:
            raise Refused(
                f"This answer of {service.label} is recorded already for {said(on)}.", field="service"
            )
    return _tell(request, Kind.INVOLVEMENT_CHECKED, details, by, on)


@dataclass(frozen=True, slots=True)
class Checked:
    """One line of the check sheet: what a service's records say."""

    service: Service
    involvement: str
    closed_on: date | None = None


@action(leaves=[Kind.INVOLVEMENT_CHECKED, Kind.REQUEST_ACKNOWLEDGED])
def acknowledge(
    *,
    request: Request,
    responding: Sequence[Service],
    checked: Sequence[Checked] = (),
    remark: str = "",
    by: User,
    on: date,
) -> Fact:
    """Tell the council which teams will respond (S1-43), with what the check sheet said of each.

    The request stays open until each of them has responded. Other teams may be named later in a new acknowledgement.
    """
    ensure(by, Permission.WORK, request.area_id)
    if not responding:
        raise Refused(
            "Name at least one service that will respond. If no service knows the child, the advice must still come "
            "from someone whom the integrated care board names.",
            field="responding",
        )
    refuse_unfit(request.area_id, responding)
    refuse_ended(request)
    refuse_repeated(request, responding)
    for line in checked:
        check(
            request=request,
            service=line.service,
            involvement=line.involvement,
            closed_on=line.closed_on,
            by=by,
            on=on,
        )
    fact = _tell(request, Kind.REQUEST_ACKNOWLEDGED, {"responding": _ids(responding)}, by, on, remark)
    write(letters=_acknowledgement(request, responding, fact, on), by=by, on=on)
    return fact


@action()
def describe(*, request: Request, version: int, changes: Mapping[str, str], by: User, on: date) -> Request:
    """Say what the child and the family hope for, and which outcomes are sought (S1-11): `aspirations`, `outcomes`.

    Raises Stale where the request was described by somebody else since `version`.
    """
    ensure(by, Permission.WORK, request.area_id)
    if unknown := set(changes) - {"aspirations", "outcomes"}:
        raise Refused(f"{', '.join(sorted(unknown))} cannot be changed here.")
    values = {name: text.strip() for name, text in changes.items()}
    if not Request.objects.filter(pk=request.pk, version=version).update(**values):
        raise Stale
    record(
        by=by, deed="intake.describe", subject="request", subject_id=request.pk, area=request.area_id, case=request.case
    )  # fmt: skip
    request.refresh_from_db(fields=["version", *values])
    return request


@action(leaves=[Kind.REQUEST_WITHDRAWN])
def withdraw(*, request: Request, reason: str, remark: str, by: User, on: date) -> Fact:
    """The council's request is taken back; every clock of it ends with this day."""
    ensure(by, Permission.CORRECT, request.area_id)
    chosen = check_withdrawal(reason)
    if not remark.strip():
        raise Refused("Say in a sentence why the request is withdrawn.", field="remark")
    refuse_ended(request)
    return _tell(request, Kind.REQUEST_WITHDRAWN, {"reason": chosen.value}, by, on, remark)


def _tell(
    request: Request, kind: Kind, details: Mapping[str, object], by: User, on: date, remark: str = ""
) -> Fact:
    """Leave a fact about this request."""
    return append(
        case=request.case, kind=kind, on=on, by=by, about=request.pk, details=details, remark=remark
    )


def _ids(services: Sequence[Service]) -> list[str]:
    return [str(service.pk) for service in services]


def _acknowledgement(request: Request, responding: Sequence[Service], fact: Fact, on: date) -> list[Letter]:
    """The council is written to, where the area does so."""
    words = {
        "area": request.area.name,
        "front_door": request.area.front_door,
        "reference": request.case.reference,
        "council": request.council.name,
        "services": listed(sorted(service.name for service in responding)),
    }
    return acknowledgement(
        area=request.area_id,
        case=request.case_id,
        words=words,
        received_on=received_on(request),
        fact=fact.pk,
        on=on,
    )
