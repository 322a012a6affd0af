"""Seeking advice from services, and what they answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.advice.actions.linking import end_links
from goldenthread.advice.actions.telling import (
    audit,
    refuse_if_ended,
    refuse_told_already,
    refuse_unfit,
    tell,
    told_of,
)
from goldenthread.advice.letters import letters
from goldenthread.advice.models import AdviceRequest, Report
from goldenthread.audit.action import action
from goldenthread.audit.actions import record as record_audit
from goldenthread.cases.append import append
from goldenthread.cases.models import Fact
from goldenthread.directory.models import PackVersion, Service
from goldenthread.documents.models import Document
from goldenthread.intake.models import Request
from goldenthread.post.actions import write
from goldenthread.rules import exemptions
from goldenthread.rules.access import Permission
from goldenthread.rules.clocks import Clock, clocks
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind
from goldenthread.rules.not_known import is_advice
from goldenthread.rules.occasions import Occasion
from goldenthread.rules.reasons import check_withdrawal
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said

LIMIT = "advice"


@action(needs=Permission.WORK, leaves=[Kind.ADVICE_SOUGHT])
def seek(
    *, request: Request, services: Sequence[Service], remark: str = "", by: User, on: date
) -> list[AdviceRequest]:
    """Ask one or many services for advice (S0-20); each has its own clock from the receipt of the council's request."""
    ensure(by, Permission.WORK, request.area_id)
    if not services:
        raise Refused("Choose at least one service to ask.", field="services")
    told = told_of(request.case_id)
    received = _received(request, told)
    refuse_if_ended(told, {str(request.pk)})
    pack = PackVersion.objects.filter(area=request.area_id).order_by("-number").first()
    if pack is None:
        raise Refused("The area has no pack, so no ladder. Load one with: goldenthread area load FILE.")
    standing = {fact.about for fact in told if fact.kind == Kind.ADVICE_SOUGHT}
    asked = [_seek_one(request, service, received, standing, pack, remark, by, on) for service in services]
    _write(Occasion.ASKED, asked, by, on, stops=True)
    return asked


def _seek_one(
    request: Request,
    service: Service,
    received: date,
    standing: set[str | None],
    pack: PackVersion,
    remark: str,
    by: User,
    on: date,
) -> AdviceRequest:
    """Ask one service. One whose asking was struck out is asked anew under the same id."""
    refuse_unfit(service, request.area_id, on, "services")
    advice, is_new = AdviceRequest.objects.update_or_create(
        request=request,
        service=service,
        defaults={"pack_version": pack},
        create_defaults={"area_id": request.area_id, "case": request.case, "pack_version": pack},
    )
    if not is_new and str(advice.pk) in standing:
        raise Refused(f"{service.label} has already been asked on this request.", field="services")
    audit("seek", advice, by)
    details = {
        "service": str(service.pk),
        "request": str(request.pk),
        "received_on": received.isoformat(),
        "pack": str(pack.pk),
    }
    append(
        case=request.case,
        kind=Kind.ADVICE_SOUGHT,
        on=on,
        by=by,
        about=advice.pk,
        details=details,
        remark=remark,
    )
    return advice


@action(needs=Permission.ANSWER, leaves=[Kind.ADVICE_ACKNOWLEDGED])
def acknowledge(*, advice: AdviceRequest, by: User, on: date) -> Fact:
    """The service says that it has the request. This moves no date."""
    refuse_told_already(advice, Kind.ADVICE_ACKNOWLEDGED, "{service} acknowledged this request on {day}.")
    return tell(advice, Kind.ADVICE_ACKNOWLEDGED, Permission.ANSWER, by, on)


@action(needs=Permission.WORK, leaves=[Kind.ADVICE_CHASED])
def chase(*, advice: AdviceRequest, remark: str = "", by: User, on: date) -> Fact:
    """A person chases, beside the ladder's own steps (S0-12, S1-44). One chase a day is recorded."""
    refuse_told_already(advice, Kind.ADVICE_CHASED, "{service} was chased on {day}.", on=on)
    return tell(advice, Kind.ADVICE_CHASED, Permission.WORK, by, on, {"imported": False}, remark)


@action(needs=Permission.ANSWER, leaves=[Kind.ADVICE_RECORDED])
def record(
    *,
    advices: Sequence[AdviceRequest],
    title: str = "",
    author: str = "",
    document: Document | None = None,
    remark: str = "",
    by: User,
    on: date,
) -> Report:
    """The advice came. One joint report may answer several services of one case (S0-21); each clock stops with it."""
    report = recorded(advices, title=title, author=author, document=document, remark=remark, by=by, on=on)
    for advice in advices:
        end_links(advice, "record", by)
    return report


def recorded(
    advices: Sequence[AdviceRequest],
    *,
    title: str,
    author: str,
    document: Document | None = None,
    remark: str = "",
    by: User,
    on: date,
) -> Report:
    """What every way to record advice does, but for ending its links: by one of them its words may still come."""
    if not advices:
        raise Refused("Choose at least one service whose advice this is.", field="advices")
    if len({advice.case_id for advice in advices}) > 1:
        raise Refused(
            "A joint report is about one child's case. Choose services of one case.", field="advices"
        )
    if not is_advice(title):
        raise Refused(
            "That a child is not known, or on a waiting list, is no advice. Say it on the request instead: it opens a "
            "route to the advice.",
            field="title",
        )
    case = advices[0].case
    report = Report.objects.create(
        area_id=case.area_id, case=case, title=title.strip(), author=author.strip(), document=document
    )
    record_audit(
        by=by, deed="advice.record", subject="report", subject_id=report.pk, area=case.area_id, case=case
    )
    details = {"report": str(report.pk), "joint": len(advices) > 1}
    for advice in advices:
        tell(advice, Kind.ADVICE_RECORDED, Permission.ANSWER, by, on, details, remark)
    return report


@action(needs=Permission.ANSWER, leaves=[Kind.ADVICE_EXCUSED])
def excuse(
    *,
    advice: AdviceRequest,
    ground: str,
    remark: str,
    from_on: date | None = None,
    to_on: date | None = None,
    by: User,
    on: date,
) -> Fact:
    """Claim an exemption of regulation 8(2). It excuses lateness on this clock; it never moves the date.

    `from_on` and `to_on` are the first and the last day away; `from_on` alone is a missed appointment.
    """
    if not remark.strip():
        raise Refused("Say what makes it impractical to give the advice in time.", field="remark")
    if from_on and to_on and to_on < from_on:
        raise Refused("The last day is before the first. Check the two dates.", field="to_on")
    clock = _clock(advice)
    exemptions.check(
        ground, LIMIT, starts_on=clock.starts_on, due_on=clock.due_on, from_on=from_on, to_on=to_on
    )
    details = {
        "ground": ground,
        "from": from_on.isoformat() if from_on else None,
        "to": to_on.isoformat() if to_on else None,
    }
    refuse_told_already(advice, Kind.ADVICE_EXCUSED, "This was claimed on {day}.", details=details)
    return tell(advice, Kind.ADVICE_EXCUSED, Permission.ANSWER, by, on, details, remark)


@action(needs=Permission.ANSWER, leaves=[Kind.LATENESS_EXPLAINED])
def explain(
    *,
    advice: AdviceRequest,
    cause: str,
    expected_on: date | None = None,
    remark: str = "",
    by: User,
    on: date,
) -> Fact:
    """Say why advice is late, under a root cause of the area's list (S3-A06), and perhaps when it is expected.

    It excuses nothing, and the day that is expected moves none.
    """
    causes = {each["code"] for each in advice.pack_version.data.get("cause", [])}
    if cause not in causes:
        raise Refused("Choose a cause from the area's list.", field="cause")
    if expected_on and expected_on < on:
        raise Refused(
            f"The advice cannot be expected before {said(on)}, when this is said. Check the date.",
            field="expected_on",
        )
    ensure(by, Permission.ANSWER, advice.area_id, advice.service_id)
    details = {"cause": cause, "expected_on": expected_on.isoformat() if expected_on else None}
    refuse_told_already(
        advice, Kind.LATENESS_EXPLAINED, "This cause was given on {day}.", details=details, on=on
    )
    return append(
        case=advice.case,
        kind=Kind.LATENESS_EXPLAINED,
        on=on,
        by=by,
        about=advice.pk,
        details=details,
        remark=remark,
    )


@action(needs=Permission.WORK, leaves=[Kind.ADVICE_WITHDRAWN])
def withdraw(*, advice: AdviceRequest, reason: str, remark: str, by: User, on: date) -> Fact:
    """The council no longer asks this service. "Not known" is no such reason."""
    chosen = check_withdrawal(reason)
    if not remark.strip():
        raise Refused("Say in a sentence why the request for advice is withdrawn.", field="remark")
    fact = tell(advice, Kind.ADVICE_WITHDRAWN, Permission.WORK, by, on, {"reason": chosen.value}, remark)
    end_links(advice, "withdraw", by)
    _write(Occasion.NO_LONGER_ASKED, [advice], by, on, stops=False)
    return fact


def _write(occasion: Occasion, asked: Sequence[AdviceRequest], by: User, on: date, *, stops: bool) -> None:
    """Write to whom the area writes on this occasion."""
    told = told_of(asked[0].case_id)
    write(letters=letters(occasion, [each.pk for each in asked], told, stops=stops, on=on), by=by, on=on)


def _clock(advice: AdviceRequest) -> Clock:
    about = str(advice.pk)
    found = next((clock for clock in clocks(told_of(advice.case_id)) if clock.about == about), None)
    if found is None:
        raise Refused("That this service was asked has been struck out. Seek its advice anew.")
    return found


def _received(request: Request, told: Iterable[Told]) -> date:
    for fact in told:
        if fact.kind == Kind.REQUEST_RECEIVED and fact.about == str(request.pk):
            return fact.happened_on
    raise Refused("The receipt of this request was struck out. Receive the request anew.")
