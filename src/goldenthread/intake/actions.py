"""Receiving, checking, acknowledging and withdrawing a council's request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.cases.actions import open_
from goldenthread.cases.append import append, as_told
from goldenthread.cases.models import Case, Fact
from goldenthread.directory.models import Organisation, Service
from goldenthread.intake.models import Request
from goldenthread.people.models import Child
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Kind, effective
from goldenthread.rules.involvement import Involvement
from goldenthread.rules.reasons import check_withdrawal
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said


@action(leaves=[Kind.REQUEST_RECEIVED, Kind.ASSESSMENT_REQUESTED])
def receive(
    *,
    child: Child,
    council: Organisation,
    case: Case | None = None,
    reference: str = "",
    named: Sequence[Service] = (),
    assessment_requested_on: date | None = None,
    remark: str = "",
    by: User,
    on: date,
) -> Request:
    """The single point of contact receives the council's request: every health clock starts `on` this day (S1-42).

    `named` are the services that the family says are involved. `assessment_requested_on` is the day on which the
    council received the family's request, where it says so: the 6, 16 and 20 weeks run from it.
    """
    ensure(by, Permission.RECEIVE, child.area_id)
    _check_services(child.area_id, named)
    case = case or open_(child=child, reference=reference, by=by, on=on)
    if case.child_id != child.pk:
        raise Refused(f"The case {case.reference} is another child's. Open the right case.", field="reference")
    request = Request.objects.create(area_id=case.area_id, case=case, council=council)
    record(by=by, deed="intake.receive", subject="request", subject_id=request.pk, area=case.area_id, case=case)
    append(
        case=case,
        kind=Kind.REQUEST_RECEIVED,
        on=on,
        by=by,
        about=request.pk,
        details={"source": "council", "named": [str(service.pk) for service in named]},
        remark=remark,
    )
    if assessment_requested_on:
        append(case=case, kind=Kind.ASSESSMENT_REQUESTED, on=assessment_requested_on, by=by, about=request.pk)
    return request


@action(leaves=[Kind.INVOLVEMENT_CHECKED])
def check(
    *, request: Request, service: Service, involvement: str, closed_on: date | None = None, by: User, on: date
) -> Fact:
    """Whether the child is open to a service, was closed and when, or is not there, as its records say (S1-40)."""
    ensure(by, Permission.WORK, request.area_id)
    _check_services(request.area_id, [service])
    answer = Involvement(involvement)
    if answer is Involvement.CLOSED and closed_on is None:
        raise Refused(f"Enter the day on which {service.label} closed the child's record.", field="closed_on")
    if closed_on is not None and closed_on > on:
        raise Refused(f"{service.label} cannot have closed the record in the future. Check the day.", field="closed_on")
    return append(
        case=request.case,
        kind=Kind.INVOLVEMENT_CHECKED,
        on=on,
        by=by,
        about=request.pk,
        details={
            "service": str(service.pk),
            "involvement": answer.value,
            "closed_on": closed_on.isoformat() if closed_on and answer is Involvement.CLOSED else None,
        },
    )


@action(leaves=[Kind.REQUEST_ACKNOWLEDGED])
def acknowledge(*, request: Request, responding: Sequence[Service], remark: str = "", by: User, on: date) -> Fact:
    """Tell the council which teams will respond (S1-43). The request stays open until each of them has."""
    ensure(by, Permission.WORK, request.area_id)
    if not responding:
        raise Refused(
            "Name at least one service that will respond. If no service knows the child, the advice must still come "
            "from someone whom the integrated care board names.",
            field="responding",
        )
    _check_services(request.area_id, responding)
    _refuse_ended(request)
    return append(
        case=request.case,
        kind=Kind.REQUEST_ACKNOWLEDGED,
        on=on,
        by=by,
        about=request.pk,
        details={"responding": [str(service.pk) for service in responding]},
        remark=remark,
    )


@action(leaves=[Kind.REQUEST_WITHDRAWN])
def withdraw(*, request: Request, reason: str, remark: str, by: User, on: date) -> Fact:
    """The council's request is taken back; every clock of it ends with this day."""
    ensure(by, Permission.CORRECT, request.area_id)
    chosen = check_withdrawal(reason)
    if not remark.strip():
        raise Refused("Say in a sentence why the request is withdrawn.", field="remark")
    _refuse_ended(request)
    return append(
        case=request.case,
        kind=Kind.REQUEST_WITHDRAWN,
        on=on,
        by=by,
        about=request.pk,
        details={"reason": chosen.value},
        remark=remark,
    )


def _check_services(area_id: object, services: Sequence[Service]) -> None:
    for service in services:
        if service.area_id != area_id:
            raise Refused(f"{service.label} is a service of another area. Choose one of this area's.", field="services")


def _refuse_ended(request: Request) -> None:
    """Refuse where the request has been withdrawn. The case is locked first, so that two cannot end it at once."""
    Case.objects.select_for_update().get(pk=request.case_id)
    told = effective(as_told(row) for row in Fact.objects.filter(case=request.case_id))
    for fact in told:
        if fact.kind == Kind.REQUEST_WITHDRAWN and fact.about == str(request.pk):
            raise Refused(f"The request was withdrawn on {said(fact.happened_on)}. Receive it anew if it came again.")
