"""Loading an area's pack: what it names is made or changed; what it no longer names ends; every version is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.database.acting import as_system
from goldenthread.directory.models import (
    Area,
    AreaOrganisation,
    Organisation,
    PackVersion,
    Place,
    RecordSystem,
    Service,
)
from goldenthread.directory.pack import Pack, compare, pack_from, read
from goldenthread.directory.pack.shapes import Contact
from goldenthread.rules.access import Permission
from goldenthread.rules.channels import shown, written_to


@dataclass(frozen=True, slots=True)
class Loaded:
    """The version now in force, and in sentences what it changed; none where the file was in force already."""

    version: PackVersion
    changes: list[str]


@action(needs=Permission.SET_UP)
def load(*, text: str, by: Any, on: date) -> Loaded:
    """Load an area pack. The same file again changes nothing. Refused, naming the first line, where it is wrong."""
    pack = read(text)
    with as_system("set-up"):
        return _load(pack, text, by, on)


def _load(pack: Pack, text: str, by: Any, on: date) -> Loaded:
    """In an area that is new nobody has a role yet: its rows are the set-up account's, the deed the person's."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    area = _area(pack)
    before = PackVersion.objects.filter(area=area).order_by("-number").first()
    if before is not None and before.sha256 == sha256:
        return Loaded(before, [])
    organisations = _organisations(pack, area)
    _places(pack, area, organisations)
    _services(pack, area, organisations, _record_systems(pack, area, organisations), on)
    version = PackVersion.objects.create(
        area=area,
        number=before.number + 1 if before else 1,
        sha256=sha256,
        text=text,
        data=dict(pack.data),
        loaded_on=on,
        loaded_by=by.pk,
    )
    record(by=by, deed="directory.load", subject="pack_version", subject_id=version.pk, area=area)
    return Loaded(version, compare(pack_from(before.data) if before else None, pack))


def _area(pack: Pack) -> Area:
    named = {"name": pack.area.name, "front_door": pack.area.front_door}
    area, _ = Area.objects.update_or_create(code=pack.area.code, defaults=named)
    return Area.objects.select_for_update().get(pk=area.pk)


def _organisations(pack: Pack, area: Area) -> dict[str, Organisation]:
    """Organisations by code, with their successors, schools and their part in this area."""
    found: dict[str, Organisation] = {}
    for each in pack.organisations:
        values = {
            "name": each.name,
            "kind": each.kind,
            "starts_on": each.valid_from,
            "ends_on": each.valid_to,
        }
        found[each.code], _ = Organisation.objects.update_or_create(code=each.code, defaults=values)
        for part in each.parts:
            dates = {"starts_on": each.valid_from, "ends_on": each.valid_to}
            AreaOrganisation.objects.update_or_create(
                area=area, organisation=found[each.code], part=part, defaults=dates
            )
    for each in pack.organisations:
        if each.successor:
            Organisation.objects.filter(pk=found[each.code].pk).update(successor=found[each.successor])
    for school in pack.schools:
        values = {"name": school.name, "kind": Organisation.Kind.SCHOOL, "urn": school.urn}
        Organisation.objects.update_or_create(code=f"school-{school.urn}", defaults=values)
    return found


def _places(pack: Pack, area: Area, organisations: Mapping[str, Organisation]) -> None:
    for each in pack.places:
        values = {"name": each.name, "spoc": organisations[each.spoc]}
        Place.objects.update_or_create(area=area, code=each.code, defaults=values)


def _record_systems(
    pack: Pack, area: Area, organisations: Mapping[str, Organisation]
) -> dict[str, RecordSystem]:
    found: dict[str, RecordSystem] = {}
    rows = pack.data.get("record_system", [])
    for each, row in zip(pack.record_systems, rows, strict=True):
        values = {
            "name": each.name,
            "is_electronic": each.kind == "electronic",
            "owner": organisations.get(each.owner),
            "access": row.get("access", []),
        }
        found[each.code], _ = RecordSystem.objects.update_or_create(
            area=area, code=each.code, defaults=values
        )
    return found


def _contact_point(contact: Contact | None) -> str:
    """Where the service is written to, as a person reads it; empty where it has no contact point yet."""
    to = written_to(asdict(contact)) if contact else None
    return shown(*to) if to else ""


def _services(
    pack: Pack,
    area: Area,
    organisations: Mapping[str, Organisation],
    systems: Mapping[str, RecordSystem],
    on: date,
) -> None:
    """Services by code. One that the pack no longer names ends the day before; its requests stay as they are."""
    kept: set[UUID] = set()
    for each in pack.services:
        values = {
            "label": each.label,
            "name": each.name,
            "aliases": list(each.aliases),
            "provider": organisations[each.provider],
            "is_for_adults": each.adult,
            "live_from": each.live_from,
            "ends_on": each.valid_to,
            "contact_point": _contact_point(each.contact),
            "contact_monitored_by": (each.contact.monitored_by or "") if each.contact else "",
            "contact_checked_on": each.contact.checked_on if each.contact else None,
        }
        service, _ = Service.objects.update_or_create(area=area, code=each.code, defaults=values)
        service.record_systems.set([systems[code] for code in each.record_systems])
        kept.add(service.pk)
    gone = Service.objects.filter(area=area, ends_on__isnull=True).exclude(pk__in=kept)
    gone.update(ends_on=on - timedelta(days=1))
