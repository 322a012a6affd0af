"""Who somebody is, and in which areas they may do what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from goldenthread.accounts.models import Membership, User
from goldenthread.directory.models import Area, AreaOrganisation
from goldenthread.rules.access import MAY, Permission, Role
from goldenthread.rules.refusals import Refused

SYSTEM_DOMAIN = "system.goldenthread.example"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a permission holds: these areas, and within them all services or only the services named."""

    areas: frozenset[UUID]
    service_areas: frozenset[UUID]
    services: frozenset[UUID]

    @property
    def is_empty(self) -> bool:
        return not self.areas and not self.services


def person(email: str) -> User:
    """The account with this address. Refused, with what to do, where there is none."""
    found = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if found is None:
        raise Refused(f"Nobody here has the address {email}. Give the address of a person's account.", field="by")
    return found


def system_account(name: str) -> User:
    """The named account that the tick, the demonstration or a set-up command runs as."""
    return User.objects.get(email=f"{name}@{SYSTEM_DOMAIN}")


def memberships(viewer: User, on: date | None = None) -> QuerySet[Membership]:
    """The viewer's memberships in force; on every day where no day is given."""
    found = Membership.objects.filter(user=viewer, user__is_active=True)
    if on is not None:
        found = found.filter(starts_on__lte=on).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return found


def scope(viewer: User, permission: Permission) -> Scope:
    """Where the viewer holds the permission. A system account holds its own everywhere."""
    if viewer.is_system:
        everywhere = frozenset(Area.objects.values_list("id", flat=True)) if permission in MAY[Role.SYSTEM] else frozenset()
        return Scope(everywhere, frozenset(), frozenset())
    held = [row for row in memberships(viewer) if permission in MAY[Role(row.role)]]
    whole = [row.organisation_id for row in held if row.service_id is None]
    services = frozenset(row.service_id for row in held if row.service_id is not None)
    areas = AreaOrganisation.objects.filter(organisation__in=whole).values_list("area_id", flat=True)
    service_areas = Area.objects.filter(services__in=services).values_list("id", flat=True)
    return Scope(frozenset(areas), frozenset(service_areas), services)


def may(viewer: User, permission: Permission) -> bool:
    """Whether the viewer holds the permission anywhere."""
    return permission is Permission.NONE or not scope(viewer, permission).is_empty


def area_for(viewer: User, code: str, permission: Permission) -> Area:
    """The area with this code, where the viewer holds the permission; absent and forbidden read the same."""
    where = scope(viewer, permission)
    found = Area.objects.filter(code=code, id__in=where.areas | where.service_areas).first()
    if found is None:
        raise Refused(f"There is no area {code} where you may do this. Check the code, or ask for the role.", field="area")
    return found


def areas(viewer: User, permission: Permission) -> list[Area]:
    """The areas where the viewer holds the permission, by name."""
    where = scope(viewer, permission)
    return list(Area.objects.filter(id__in=where.areas | where.service_areas).order_by("name"))


def ensure(viewer: User, permission: Permission, area_id: UUID, service_id: UUID | None = None) -> None:
    """Refuse the deed unless the viewer holds the permission in this area (or for this service of it)."""
    where = scope(viewer, permission)
    if area_id not in where.areas and service_id not in where.services:
        raise PermissionDenied("Your role does not allow this here.")
