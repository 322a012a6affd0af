"""Reading requests for advice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.accounts.models import User
from goldenthread.advice.models import AdviceRequest, Report
from goldenthread.audit.watch import saw
from goldenthread.cases import queries as cases
from goldenthread.directory.queries import pack_data
from goldenthread.rules.access import Permission
from goldenthread.rules.clocks import Clock, clocks
from goldenthread.rules.traces import Purpose


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

    @property
    def due_on(self) -> date:
        return self.clock.due_on

    @property
    def received_on(self) -> date:
        return self.clock.starts_on


def visible(viewer: User, permission: Permission = Permission.READ_CASES) -> QuerySet[AdviceRequest]:
    """The requests for advice that the viewer may see: an area's, or those of the viewer's own services."""
    return cases.seen(AdviceRequest.objects.all(), viewer, permission, service="service_id", section="advice")


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
    running = clocks(cases.history(found.case_id, viewer))
    clock = next((each for each in running if each.about == str(advice_id)), None)
    if clock is None:
        return None
    case = found.case
    return Asked(
        found, case.pk, case.child.name, case.reference, found.service.label, found.pack_version.data, clock
    )


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
    rows = cases.seen(Report.objects.filter(case_id=case_id), viewer, section="advice")
    found = list(rows.order_by("title"))
    saw(viewer, cases=[case_id] if found else [], purpose=Purpose.PAGE)
    return found


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
