"""Receiving, checking, acknowledging and withdrawing a council's request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.cases.actions import open_
from goldenthread.cases.append import append
from goldenthread.cases.models import Case, Fact
from goldenthread.database.acting import as_system
from goldenthread.directory.models import Area, Organisation, Service
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
from goldenthread.people.actions import amend, register
from goldenthread.people.models import Child
from goldenthread.people.queries import matches
from goldenthread.post.actions import write
from goldenthread.post.letters import Letter
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Kind
from goldenthread.rules.involvement import Involvement
from goldenthread.rules.reasons import check_withdrawal
from goldenthread.rules.refusals import Refused, Stale
from goldenthread.rules.words import listed, said


@action(leaves=[Kind.REQUEST_RECEIVED, Kind.ASSESSMENT_REQUESTED])
def receive(
    *,
    child: Child,
    council: Organisation,
    case: Case | None = None,
    reference: str = "",
    named: Sequence[Service] = (),
    assessment_requested_on: date | None = None,
    aspirations: str = "",
    outcomes: str = "",
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
        id=key or uuid4(),
        area_id=case.area_id,
        case=case,
        council=council,
        aspirations=aspirations.strip(),
        outcomes=outcomes.strip(),
    )
    record(
        by=by, deed="intake.receive", subject="request", subject_id=request.pk, area=case.area_id, case=case
    )
    _tell(request, Kind.REQUEST_RECEIVED, {"source": "council", "named": _ids(named)}, by, on, remark)
    if assessment_requested_on:
        _tell(request, Kind.ASSESSMENT_REQUESTED, {}, by, assessment_requested_on)
    return request


@dataclass(frozen=True, slots=True, kw_only=True)
class Arriving:
    """The child as the council's request describes them, before anybody has looked whether they are here."""

    forename: str
    surname: str
    born_on: date | None = None
    nhs_number: str | None = None
    upn: str | None = None
    school: Organisation | None = None
    gp_practice: str = ""


@action(leaves=[Kind.REQUEST_RECEIVED, Kind.ASSESSMENT_REQUESTED])
def receive_child(
    *,
    area: Area,
    arriving: Arriving,
    same_as: Child | None = None,
    is_different: bool = False,
    key: UUID,
    council: Organisation,
    reference: str = "",
    named: Sequence[Service] = (),
    assessment_requested_on: date | None = None,
    aspirations: str = "",
    outcomes: str = "",
    remark: str = "",
    by: User,
    on: date,
) -> Request:
    """Receive a request together with its child: one here already, whom a person chose, or a new one.

    What matching finds is never merged by itself: a strong match is refused until a person says that the child is
    the `same_as` one here, or `is_different`. The same child under the same reference is the same case. The form's own
    `key` becomes the request's id, so that sending it twice is one request; the area's row is locked meanwhile.
    """
    ensure(by, Permission.RECEIVE, area.pk)
    Area.objects.select_for_update().get(pk=area.pk)
    if earlier := Request.objects.filter(pk=key, area=area).first():
        return earlier
    child = _known(same_as, arriving, by, on) if same_as else _new(area, arriving, is_different, by, on)
    return receive(
        child=child,
        council=council,
        case=Case.objects.filter(child=child, reference=reference.strip()).first(),
        reference=reference,
        named=named,
        assessment_requested_on=assessment_requested_on,
        aspirations=aspirations,
        outcomes=outcomes,
        remark=remark,
        key=_unused(key),
        by=by,
        on=on,
    )


def _unused(key: UUID) -> UUID:
    """The form's key, or another where a request elsewhere has it: what others sent shows in no error."""
    with as_system("numbering"):
        return uuid4() if Request.objects.filter(pk=key).exists() else key


def _known(child: Child, arriving: Arriving, by: User, on: date) -> Child:
    """The child here already: what is not recorded yet is filled in, what differs is left to a person."""
    child.refresh_from_db(from_queryset=Child.objects.select_for_update())
    gaps = {name: value for name, value in _fields(arriving).items() if value and not getattr(child, name)}
    return amend(child=child, version=child.version, changes=gaps, by=by, on=on) if gaps else child


def _new(area: Area, arriving: Arriving, is_different: bool, by: User, on: date) -> Child:
    likely = matches(
        viewer=by,
        area_id=area.pk,
        forename=arriving.forename,
        surname=arriving.surname,
        born_on=arriving.born_on,
        nhs_number=arriving.nhs_number,
        upn=arriving.upn,
    )
    if likely and likely[0].is_strong and not is_different:
        raise Refused(
            f"A child who is here already has {likely[0].reason}. Say whether it is the same child.",
            field="child",
        )
    return register(area=area, **_fields(arriving), by=by, on=on)


def _fields(arriving: Arriving) -> dict[str, Any]:
    return {each.name: getattr(arriving, each.name) for each in fields(arriving)}


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
