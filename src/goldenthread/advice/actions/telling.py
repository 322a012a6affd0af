"""What every deed about advice that is awaited does: ask who may, see that nothing has ended, leave the fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.advice.models import AdviceRequest
from goldenthread.audit.actions import record as record_audit
from goldenthread.cases.append import append, as_told
from goldenthread.cases.models import Case, Fact
from goldenthread.directory.models import Service
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind, effective
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said

ENDED = {
    Kind.ADVICE_RECORDED: "The advice was received on {day}.",
    Kind.ADVICE_WITHDRAWN: "The request for this advice was withdrawn on {day}.",
    Kind.REQUEST_WITHDRAWN: "The council's request was withdrawn on {day}.",
}


def tell(
    advice: AdviceRequest,
    kind: Kind,
    permission: Permission,
    by: User,
    on: date,
    details: Mapping[str, object] | None = None,
    remark: str = "",
    service: UUID | None = None,
) -> Fact:
    """Leave a fact about advice that is still awaited. The case is locked, so that it cannot end meanwhile.

    `service` is the one whose deed it is, where it is not the one that was asked.
    """
    ensure(by, permission, advice.area_id, service or advice.service_id)
    refuse_if_ended(told_of(advice.case_id), {str(advice.pk), str(advice.request_id)})
    return append(case=advice.case, kind=kind, on=on, by=by, about=advice.pk, details=details, remark=remark)


def refuse_told_already(
    advice: AdviceRequest,
    kind: Kind,
    sentence: str,
    *,
    details: Mapping[str, object] | None = None,
    on: date | None = None,
) -> None:
    """Refuse what the timeline says already, as a double click would send it: of this day, with these details."""
    for fact in told_of(advice.case_id):
        if fact.kind != kind or fact.about != str(advice.pk):
            continue
        if on in (None, fact.happened_on) and (details is None or fact.details == details):
            said_so = sentence.format(service=advice.service.label, day=said(fact.happened_on))
            raise Refused(f"{said_so} Correct that entry if it is wrong, or go back.")


def told_of(case_id: UUID) -> list[Told]:
    """The case's timeline with corrections read; its row is locked until the transaction ends."""
    Case.objects.select_for_update().get(pk=case_id)
    return effective(as_told(row) for row in Fact.objects.filter(case=case_id))


def refuse_unfit(service: Service, area_id: UUID, on: date, field: str) -> None:
    """Refuse a service of another area, or one that cannot be asked on the day."""
    if service.area_id != area_id:
        raise Refused(
            f"{service.label} is a service of another area. Choose one of this area's.", field=field
        )
    if service.live_from is None or service.live_from > on or (service.ends_on and service.ends_on < on):
        raise Refused(f"{service.label} is not live on {said(on)}. Choose another service.", field=field)


def refuse_if_ended(told: Iterable[Told], abouts: set[str]) -> None:
    """Refuse where one of these requests was answered or withdrawn."""
    for fact in told:
        if fact.about in abouts and fact.kind in ENDED:
            sentence = ENDED[Kind(fact.kind)].format(day=said(fact.happened_on))
            raise Refused(f"{sentence} Correct that entry first if it is wrong.")


def audit(deed: str, advice: AdviceRequest, by: User) -> None:
    """The audit's row of a deed on this request."""
    record_audit(
        by=by,
        deed=f"advice.{deed}",
        subject="advice_request",
        subject_id=advice.pk,
        area=advice.area_id,
        case=advice.case_id,
    )
