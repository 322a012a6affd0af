"""Reading the directory. No child stands here, so no viewer is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Q

from goldenthread.directory.models import (
    Area,
    AreaOrganisation,
    Organisation,
    PackVersion,
    RecordSystem,
    Service,
)
from goldenthread.directory.pack import compare, pack_from, read
from goldenthread.rules.contacts import GUIDE, checked_within, is_checked
from goldenthread.rules.editions import changes_on
from goldenthread.rules.offsets import Offset


def area(code: str) -> Area | None:
    """The area with this code."""
    return Area.objects.filter(code=code).first()


def organisation(code: str) -> Organisation:
    """The organisation with this code, which a loaded pack has named."""
    return Organisation.objects.get(code=code)


def services(area_id: UUID) -> list[Service]:
    """An area's services, by label."""
    return list(Service.objects.filter(area=area_id).select_related("provider").order_by("label"))


def service(service_id: UUID | str) -> Service | None:
    """One service."""
    return Service.objects.filter(pk=service_id).first()


def live_services(area_id: UUID, on: date) -> list[Service]:
    """The services that can be asked on a day, by label."""
    rows = Service.objects.filter(area=area_id, live_from__lte=on)
    return list(rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on)).order_by("label"))


def records(area_id: UUID, on: date) -> dict[str, list[str]]:
    """In which record systems each service looks that can be asked on a day, by ids; none for one that names none."""
    live = [service.pk for service in live_services(area_id, on)]
    kept: dict[str, list[str]] = {str(service): [] for service in live}
    rows = Service.record_systems.through.objects.filter(service__in=live).order_by("recordsystem__code")
    for service, system in rows.values_list("service_id", "recordsystem_id"):
        kept[str(service)].append(str(system))
    return kept


def record_systems(
    area_id: UUID, on: date, also: Mapping[str, Collection[str]], *, only: str = ""
) -> list[tuple[Service, list[RecordSystem]]]:
    """The services that can be asked on a day with their record systems, by label; and those of `also`, by ids.

    `only` is the id of the one service that is wanted.
    """
    live = Q(live_from__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    rows = Service.objects.filter(live | Q(pk__in=list(also)), area=area_id)
    rows = rows.filter(pk=only) if only else rows
    ids = {system for systems in also.values() for system in systems}
    former = {str(each.pk): each for each in RecordSystem.objects.filter(pk__in=ids)}
    found = []
    for service in rows.prefetch_related("record_systems").order_by("label"):
        own = {str(each.pk): each for each in service.record_systems.all()}
        wanted = own | {key: former[key] for key in also.get(str(service.pk), ()) if key in former}
        found.append((service, sorted(wanted.values(), key=lambda each: each.code)))
    return found


def record_names(area_ids: Iterable[UUID]) -> dict[str, str]:
    """What record systems are called, by id as text, for the sentences of a timeline."""
    rows = RecordSystem.objects.filter(area__in=list(area_ids)).values_list("id", "name")
    return {str(id_): name for id_, name in rows}


def services_of(areas: Iterable[UUID]) -> list[Service]:
    """The services of several areas, by area and label."""
    return list(
        Service.objects.filter(area__in=list(areas)).select_related("area").order_by("area__name", "label")
    )


def service_names(area_ids: Iterable[UUID]) -> dict[str, str]:
    """Service labels by id as text, for the sentences of a timeline."""
    rows = Service.objects.filter(area__in=list(area_ids)).values_list("id", "label")
    return {str(id_): label for id_, label in rows}


def services_named(ids: Iterable[str]) -> dict[str, str]:
    """The labels of these services, by id as text."""
    rows = Service.objects.filter(pk__in=list(ids)).values_list("id", "label")
    return {str(id_): label for id_, label in rows}


def labels(area_id: UUID) -> dict[str, str]:
    """Every word by which a service of the area goes: label first, code, name and aliases, to its code."""
    known: dict[str, str] = {}
    for service in services(area_id):
        for word in (service.label, service.code, service.name, *service.aliases):
            known.setdefault(word, service.code)
    return known


def councils(area_id: UUID) -> list[Organisation]:
    """The councils that send requests in an area."""
    rows = Organisation.objects.filter(parts__area=area_id, parts__part=AreaOrganisation.Part.COUNCIL)
    return list(rows.order_by("name").distinct())


def schools() -> list[Organisation]:
    """Schools and settings, by name."""
    return list(Organisation.objects.filter(kind=Organisation.Kind.SCHOOL).order_by("name"))


def names() -> list[str]:
    """What areas and organisations are called; schools left out, of which there are too many."""
    bodies = Organisation.objects.exclude(kind=Organisation.Kind.SCHOOL).values_list("name", flat=True)
    return [*Area.objects.values_list("name", flat=True), *bodies]


def current_pack(area_id: UUID) -> PackVersion | None:
    """The pack version in force: the latest loaded. The text it was read from is long, and left until asked for."""
    return PackVersion.objects.filter(area=area_id).order_by("-number").defer("text").first()


def contacts_within(area_id: UUID) -> Offset | None:
    """How long an area takes the contact of a service to be checked; None where it says nothing."""
    pack = current_pack(area_id)
    return checked_within(pack.data) if pack else None


def old_contacts(on: date) -> list[tuple[int, bool]]:
    """Of each live service whose contact is to be checked, the days since, and whether its letters are held back."""
    live = Q(live_from__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    rows = Service.objects.filter(live, contact_checked_on__isnull=False).order_by("area")
    days = rows.values_list("area_id", "contact_checked_on")
    found = []
    for area, checked in groupby(days, key=lambda row: row[0]):
        within = contacts_within(area)
        old = [(on - day).days for _, day in checked if day and not is_checked(day, within or GUIDE, on)]
        found += [(days, within is not None) for days in old]
    return found


def versions(area_id: UUID) -> list[PackVersion]:
    """Every version of an area's pack that was loaded, the latest first; what is in them is not read."""
    return list(PackVersion.objects.filter(area=area_id).defer("text", "data").order_by("-number"))


@dataclass(frozen=True, slots=True)
class Edition:
    """The words of an area's letters as a version of its pack has them from a day on, first from when it was loaded."""

    number: int
    starts_on: date
    is_to_come: bool

    @property
    def code(self) -> str:
        """How an address names it: 2, or 2-2027-01-04 for words that it has from a later day on."""
        return f"{self.number}-{self.starts_on}" if self.is_to_come else str(self.number)


def editions(area_id: UUID) -> list[Edition]:
    """Every edition of an area's letters, the latest first: those of each version that was loaded, by their day."""
    rows = PackVersion.objects.filter(area=area_id).order_by("-number")
    return [
        each
        for number, loaded_on, templates in rows.values_list("number", "loaded_on", "data__template")
        for each in _editions(number, loaded_on, templates or [])
    ]


def _editions(number: int, loaded_on: date, templates: list[Any]) -> Iterator[Edition]:
    for day in reversed(changes_on(templates)):
        if day > loaded_on:
            yield Edition(number, day, is_to_come=True)
    yield Edition(number, loaded_on, is_to_come=False)


def version(area_id: UUID, number: int) -> PackVersion | None:
    """One version of an area's pack, with all that is in it."""
    return PackVersion.objects.filter(area=area_id, number=number).first()


def pack_data(ids: Iterable[UUID | str]) -> dict[str, dict[str, Any]]:
    """The data of these pack versions, by id as text."""
    rows = PackVersion.objects.filter(pk__in=list(ids)).values_list("id", "data")
    return {str(id_): data for id_, data in rows}


def would_change(text: str) -> list[str]:
    """What loading this pack would change, in sentences; nothing is written."""
    pack = read(text)
    before = PackVersion.objects.filter(area__code=pack.area.code).order_by("-number").first()
    return compare(pack_from(before.data) if before else None, pack)
