"""Receiving, acknowledging, describing and withdrawing a council's request."""

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
from goldenthread.directory.queries import records
from goldenthread.intake.actions.checking import Checked, check
from goldenthread.intake.actions.telling import (
    received_on,
    refuse_ended,
    refuse_foreign,
    refuse_repeated,
    refuse_unfit,
)
from goldenthread.intake.letters import acknowledgement
from goldenthread.intake.models import Request
from goldenthread.people.models import Child
from goldenthread.post.actions import write
from goldenthread.post.letters import Letter
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Kind
from goldenthread.rules.reasons import check_withdrawal
from goldenthread.rules.refusals import Refused, Stale
from goldenthread.rules.words import listed


@dataclass(frozen=True, slots=True)
class Hopes:
    """What the child and the family hope for, and which outcomes are sought (S1-11); empty where nobody said."""

    aspirations: str = ""
    outcomes: str = ""


NOT_SAID = Hopes()


@action(needs=Permission.RECEIVE, leaves=[Kind.REQUEST_RECEIVED, Kind.ASSESSMENT_REQUESTED])
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
    request's id. The fact keeps in which records the child is to be looked up from then on.
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
    told = {"source": "council", "named": _ids(named), "records": records(case.area_id, on)}
    _tell(request, Kind.REQUEST_RECEIVED, told, by, on, remark)
    if assessment_requested_on:
        _tell(request, Kind.ASSESSMENT_REQUESTED, {}, by, assessment_requested_on)
    return request


@action(needs=Permission.WORK, leaves=[Kind.INVOLVEMENT_CHECKED, Kind.REQUEST_ACKNOWLEDGED])
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
    if checked:
        check(request=request, checked=checked, by=by, on=on)
    fact = _tell(request, Kind.REQUEST_ACKNOWLEDGED, {"responding": _ids(responding)}, by, on, remark)
    write(letters=letters_of_acknowledgement(request, responding, fact.pk, on), by=by, on=on)
    return fact


@action(needs=Permission.WORK)
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


@action(needs=Permission.CORRECT, leaves=[Kind.REQUEST_WITHDRAWN])
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


def letters_of_acknowledgement(
    request: Request, responding: Sequence[Service], fact: UUID, on: date
) -> list[Letter]:
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
        fact=fact,
        on=on,
    )
