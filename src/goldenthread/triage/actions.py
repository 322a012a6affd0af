"""Asking a team to look in its own records: those on paper, and those that are shut to the single point of contact."""

from __future__ import annotations

from datetime import date

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.audit.action import action
from goldenthread.cases.append import append, as_told
from goldenthread.cases.models import Case, Fact
from goldenthread.directory.models import Service
from goldenthread.intake.actions.telling import received_on
from goldenthread.intake.models import Request
from goldenthread.intake.sheet import is_open_to_us
from goldenthread.post.actions import write
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Kind, effective
from goldenthread.rules.involvement import awaited
from goldenthread.rules.occasions import Occasion
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said
from goldenthread.triage.letters import to_team


@action(needs=Permission.WORK, leaves=[Kind.RECORDS_REQUESTED])
def request_records(*, request: Request, service: Service, remark: str = "", by: User, on: date) -> Fact:
    """Ask a service's team whether its own records hold the child (S0-05); it is written to where the area does so.

    Its answer is recorded as a look-up.
    """
    ensure(by, Permission.WORK, request.area_id)
    if service.area_id != request.area_id:
        raise Refused(
            f"{service.label} is a service of another area. Choose one of this area's.", field="service"
        )
    Case.objects.select_for_update().get(pk=request.case_id)
    rows = Fact.objects.filter(case=request.case_id)
    told = [fact for fact in effective(map(as_told, rows)) if fact.about == str(request.pk)]
    for fact in told:
        if fact.kind == Kind.REQUEST_WITHDRAWN:
            raise Refused(
                f"The request was withdrawn on {said(fact.happened_on)}. Nobody need look any more."
            )
    if standing := awaited(told).get(str(service.pk)):
        raise Refused(
            f"{service.label} was asked on {said(standing.happened_on)} and has not answered. Record its answer first.",
            field="service",
        )
    shut = [each for each in service.record_systems.order_by("code") if not is_open_to_us(each, on)]
    details = {"service": str(service.pk), "systems": [str(each.pk) for each in shut]}
    asked = append(
        case=request.case,
        kind=Kind.RECORDS_REQUESTED,
        on=on,
        by=by,
        about=request.pk,
        details=details,
        remark=remark,
    )
    letters = to_team(Occasion.RECORDS_REQUESTED, request, as_told(asked), received_on(request), on)
    write(letters=letters, by=by, on=on)
    return asked
