"""Reading requests for advice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import scope
from goldenthread.advice.models import AdviceRequest, Referral, Report
from goldenthread.audit.watch import saw
from goldenthread.cases import queries as cases
from goldenthread.cases.timelines import timelines
from goldenthread.directory.models import Service
from goldenthread.directory.queries import current_pack, pack_data, services_named
from goldenthread.documents import queries as documents
from goldenthread.documents.models import Document
from goldenthread.inbox.models import Mail
from goldenthread.inbox.queries import brought_by
from goldenthread.post.letters import Address, address
from goldenthread.rules.access import Permission, Section
from goldenthread.rules.channels import Channel
from goldenthread.rules.clocks import Clock, clocks
from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.rules.ladder import SERVICE, SPOC
from goldenthread.rules.not_known import Route, route
from goldenthread.rules.traces import Purpose
from goldenthread.rules.words import said
from goldenthread.triage.queries import left, sheets
from goldenthread.triage.words import NONE_LEFT, checked, unchecked

ENDED = (Kind.ADVICE_RECORDED, Kind.ADVICE_WITHDRAWN, Kind.REQUEST_WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Asked:
    """A service that was asked, with its clock and the words that a page about it needs."""

    advice: AdviceRequest
    case_id: UUID
    child: str
    reference: str
    service: str
    pack: Mapping[str, Any]
    clock: Clock
    route: Route | None = None
    """Where the request stands on the not-known route, where it is on one."""

    @property
    def due_on(self) -> date:
        return self.clock.due_on

    @property
    def received_on(self) -> date:
        return self.clock.starts_on


def visible(viewer: User, permission: Permission = Permission.READ_CASES) -> QuerySet[AdviceRequest]:
    """The requests for advice that the viewer may see: an area's, or those of the viewer's own services."""
    return cases.seen(
        AdviceRequest.objects.all(), viewer, permission, service="service_id", section=Section.ADVICE
    )


def advice(advice_id: UUID, viewer: User) -> AdviceRequest | None:
    """One request for advice with its case, child and service, where the viewer may see it."""
    rows = visible(viewer).select_related(
        "case", "case__child", "case__area", "service", "request", "pack_version"
    )
    found = rows.filter(pk=advice_id).first()
    saw(viewer, cases=[found.case_id] if found else [], purpose=Purpose.FORM)
    return found


def asked(advice_id: UUID, viewer: User) -> Asked | None:
    """One service that was asked, with its clock, where the viewer may see it and the asking still stands."""
    found = advice(advice_id, viewer)
    if found is None:
        return None
    told = cases.history(found.case_id, viewer)
    clock = next((each for each in clocks(told) if each.about == str(advice_id)), None)
    if clock is None:
        return None
    standing = route(fact for fact in effective(told) if fact.about == str(advice_id))
    case, service, pack = found.case, found.service.label, found.pack_version.data
    return Asked(found, case.pk, case.child.name, case.reference, service, pack, clock, standing)


def of_case(case_id: UUID, viewer: User) -> list[AdviceRequest]:
    """A case's requests for advice, by service."""
    rows = visible(viewer).select_related("service", "request", "pack_version").filter(case_id=case_id)
    found = list(rows.order_by("service__label", "id"))
    saw(viewer, cases={each.case_id for each in found}, purpose=Purpose.PAGE)
    return found


def awaited(case_id: UUID, viewer: User) -> list[AdviceRequest]:
    """A case's requests for advice that are neither answered nor withdrawn, by service."""
    running = clocks(cases.history(case_id, viewer))
    open_ = {clock.about for clock in running if not clock.met_on and not clock.ended_on}
    return [each for each in of_case(case_id, viewer) if str(each.pk) in open_]


def of_request(request_id: UUID, viewer: User) -> list[AdviceRequest]:
    """The services asked on one council request, but for an asking that was struck out."""
    rows = visible(viewer).select_related("service").filter(request_id=request_id).order_by("service__label")
    found = list(rows)
    saw(viewer, cases={each.case_id for each in found}, purpose=Purpose.FORM)
    running = {clock.about for clock in clocks(cases.history(found[0].case_id, viewer))} if found else set()
    return [each for each in found if str(each.pk) in running]


def reports(case_id: UUID, viewer: User) -> list[Report]:
    """The reports received on a case."""
    rows = cases.seen(Report.objects.filter(case_id=case_id), viewer, section=Section.ADVICE)
    found = list(rows.order_by("title"))
    saw(viewer, cases=[case_id] if found else [], purpose=Purpose.PAGE)
    return found


def unrecorded(of: AdviceRequest, viewer: User) -> list[Document]:
    """The service's documents on the case that the viewer may read and that are nobody's recorded advice yet."""
    wanted = documents.Wanted(kind=Document.Kind.ADVICE.value, section=Section.ADVICE.value)
    rows = documents.of_case(of.case, viewer, wanted).filter(service=of.service_id)
    return list(rows.exclude(pk__in=Report.objects.filter(document__isnull=False).values("document")))


def recorded_from(of: Mail, viewer: User) -> list[Fact]:
    """The advice recorded from a mail, or with what it brought: the entries that stand; none for one on no case."""
    if of.case_id is None:
        return []
    theirs = Q(document__in=brought_by(of, viewer)) | (Q(pk=of.report) if of.report else Q())
    rows = cases.seen(Report.objects.filter(case=of.case_id), viewer, section=Section.ADVICE).filter(theirs)
    reports = {str(each) for each in rows.values_list("pk", flat=True)}
    told = effective(cases.history(of.case_id, viewer))
    return [
        each for each in told if each.kind == Kind.ADVICE_RECORDED and each.details.get("report") in reports
    ]


def references(advice_ids: list[UUID]) -> dict[UUID, tuple[str, str]]:
    """The council's reference and the service's label of each request; no child's name, so no viewer."""
    rows = AdviceRequest.objects.filter(pk__in=advice_ids).values_list(
        "id", "case__reference", "service__label"
    )
    return {id_: (reference, label) for id_, reference, label in rows}


@dataclass(frozen=True, slots=True)
class Asking:
    """What a letter about a request for advice says of it: no child, so no viewer. `values` are merge fields."""

    area: UUID
    case: UUID
    pack_id: UUID
    pack: Mapping[str, Any]
    service: str
    service_id: UUID
    values: Mapping[str, str]


def askings(advice_ids: Iterable[UUID]) -> dict[UUID, Asking]:
    """The requests for advice with what letters say of them, by id. Letters name no child: there is no viewer."""
    rows = AdviceRequest.objects.filter(pk__in=list(advice_ids)).values_list(
        "id", "area_id", "case_id", "pack_version_id", "service__code", "service_id", "service__label",
        "case__reference", "area__name", "area__front_door", "request__council__name",
    )  # fmt: skip
    found = list(rows)
    packs = pack_data({row[3] for row in found})
    names = ("service", "reference", "area", "front_door", "council")
    return {
        id_: Asking(area, case, pack, packs[str(pack)], code, service, dict(zip(names, words, strict=True)))
        for id_, area, case, pack, code, service, *words in found
    }


def referral(referral_id: UUID, viewer: User) -> Referral | None:
    """One full referral with its case, child and services: for whoever sees the request or is referred to."""
    rows = _referrals(viewer).select_related(
        "case", "case__child", "service", "advice", "advice__service", "advice__request"
    )
    found = rows.filter(pk=referral_id).first()
    saw(viewer, cases=[found.case_id] if found else [], purpose=Purpose.FORM)
    return found


def referrals_of_case(case_id: UUID, viewer: User) -> list[Referral]:
    """A case's full referrals, those of the viewer's own services where they see no more."""
    found = list(_referrals(viewer).select_related("service", "advice__service").filter(case_id=case_id))
    saw(viewer, cases=[case_id] if found else [], purpose=Purpose.PAGE)
    return found


def referrals_to(services: Iterable[UUID], viewer: User) -> list[tuple[Referral, Route]]:
    """The referrals that these services have not answered yet, with the route each is on; the longest waiting first."""
    if not (wanted := list(services)):
        return []
    rows = cases.seen(Referral.objects.all(), viewer, service="service_id", section=Section.ADVICE)
    rows = rows.filter(service__in=wanted)
    found = list(rows.select_related("case__child", "service", "advice__service"))
    told = dict(timelines({each.case_id for each in found}))
    waiting = [(each, standing) for each in found if (standing := _awaits(each, told[each.case_id]))]
    saw(viewer, cases={each.case_id for each, _ in waiting}, purpose=Purpose.LIST)
    return sorted(waiting, key=lambda pair: (pair[1].on, pair[0].case.reference))


def own_referrals(viewer: User) -> list[tuple[Referral, Route]]:
    """Those that wait for a service for which the viewer answers: no list of requests holds them."""
    return referrals_to(scope(viewer, Permission.ANSWER).services, viewer)


def answers_for(service: Service, viewer: User) -> bool:
    """Whether the viewer answers what this service is asked: of the whole area, or of the service."""
    where = scope(viewer, Permission.ANSWER)
    return service.area_id in where.areas or service.pk in where.services


def _awaits(referral: Referral, history: list[Fact]) -> Route | None:
    """The route on which this referral waits for its answer; None once it was answered, or the request ended."""
    abouts = {str(referral.advice_id), str(referral.advice.request_id)}
    told = [fact for fact in effective(history) if fact.about in abouts]
    if any(fact.kind in ENDED for fact in told):
        return None
    standing = route(told)
    return standing if standing and standing.referral == str(referral.pk) else None


def not_known_route(advice_id: UUID, viewer: User, today: date) -> dict[str, str] | None:
    """The merge fields by which a letter tells the council what was checked and what happens next (S0-22).

    None where the request is not on the not-known route. No field names the child.
    """
    found = asked(advice_id, viewer)
    if found is None or found.route is None or found.clock.met_on or found.clock.ended_on:
        return None
    mine = [
        each for each in sheets(found.case_id, viewer, today) if each.request_id == found.advice.request_id
    ]
    standing = found.route
    roles = {role["code"]: role["name"] for role in found.pack.get("role", [])}
    services = services_named([standing.service]) if standing.service else {}
    whose = services.get(standing.service, found.service) if standing.who == SERVICE else standing.who
    return {
        "checked": "; ".join(filter(None, map(checked, mine)))
        or "No service's records have been looked up yet",
        "unchecked": "; ".join(unchecked(sheet, roles.get(SPOC, SPOC)) for sheet in mine) or NONE_LEFT,
        "said": standing.answer.label,
        "next_who": roles.get(whose, whose) if standing.who != SERVICE else whose,
        "next_action": standing.action,
        "next_by": said(standing.on),
    }


def unseen(asked: Asked, viewer: User, today: date) -> list[tuple[str, str]]:
    """The records of the service that was asked into which nobody has looked yet, as (id, name)."""
    advice = asked.advice
    found = left(asked.case_id, advice.request_id, advice.service_id, viewer, today)
    return [(look.system, look.record) for look in found]


def _referrals(viewer: User) -> QuerySet[Referral]:
    """Referrals on requests that the viewer sees, and those to the viewer's own services."""
    asked = cases.seen(Referral.objects.all(), viewer, service="advice__service_id", section=Section.ADVICE)
    referred = cases.seen(Referral.objects.all(), viewer, service="service_id", section=Section.ADVICE)
    return Referral.objects.filter(Q(pk__in=asked.values("pk")) | Q(pk__in=referred.values("pk")))


def link_digest(token: str) -> str:
    """What is kept of a link's secret. No child is in it, so no viewer."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_recipients(advice: AdviceRequest) -> dict[str, Address]:
    """To whom a link may go: the service's own roles of the pack in force that have mail. No child in it: no viewer.

    Nobody types an address: those of the pack were verified, and are looked up once more as the letter leaves.
    """
    pack = current_pack(advice.area_id)
    rows = pack.data.get("role", []) if pack else []
    own = [row["code"] for row in rows if row.get("per_service")]
    found = {code: address(pack.data, code, advice.service.code) for code in own} if pack else {}
    return {code: to for code, to in found.items() if to is not None and to.channel is Channel.MAIL}
