"""What somebody may do: anywhere, in an area, for a service."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from goldenthread.accounts.models import User
from goldenthread.accounts.queries.memberships import once, rows_of
from goldenthread.accounts.queries.reach import Scope, scope
from goldenthread.directory.models import Area
from goldenthread.rules.access import MAY, Permission, Role
from goldenthread.rules.refusals import Refused


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody may do anywhere, and the front doors behind which they do it."""

    permissions: frozenset[Permission]
    front_doors: tuple[str, ...]


def standing(viewer: User) -> Standing:
    """The viewer's permissions and front doors, for the menu of every page: two queries."""
    return once(viewer, "standing", lambda: _standing(viewer))


def _standing(viewer: User) -> Standing:
    held = rows_of(viewer)
    permissions = frozenset(permission for row in held for permission in MAY[Role(row.role)])
    whole = [row.organisation_id for row in held if row.organisation_id and row.service_id is None]
    services = [row.service_id for row in held if row.service_id is not None]
    there = Area.objects.filter(Q(parts__organisation__in=whole) | Q(services__in=services))
    return Standing(
        permissions, tuple(there.order_by("front_door").values_list("front_door", flat=True).distinct())
    )


def may(viewer: User, permission: Permission) -> bool:
    """Whether the viewer holds the permission anywhere."""
    return permission is Permission.NONE or not scope(viewer, permission).is_empty


def holds(viewer: User, permission: Permission) -> bool:
    """Whether one of the viewer's roles gives the permission, also where there is no area yet."""
    if viewer.is_system:
        return permission in MAY[Role.SYSTEM]
    return any(permission in MAY[Role(row.role)] for row in rows_of(viewer))


def basis(viewer: User, permission: Permission) -> str:
    """Why the viewer may: for whole areas, as a council of its own cases, for what a service was asked, or let in."""
    where = scope(viewer, permission) if permission is not Permission.NONE else Scope()
    held = {"area": where.areas, "council": where.councils, "service": where.services, "person": where.people}
    return "+".join(name for name, things in held.items() if things)


def area_for(viewer: User, code: str, permission: Permission) -> Area:
    """The area with this code, where the viewer holds the permission; absent and forbidden read the same."""
    where = scope(viewer, permission)
    found = Area.objects.filter(code=code, id__in=where.reached).first()
    if found is None:
        raise Refused(
            f"There is no area {code} where you may do this. Check the code, or ask for the role.",
            field="area",
        )
    return found


def areas(viewer: User, permission: Permission) -> list[Area]:
    """The areas where the viewer holds the permission, by name."""
    where = scope(viewer, permission)
    return list(Area.objects.filter(id__in=where.reached).order_by("name"))


def ensure(viewer: User, permission: Permission, area_id: UUID, service_id: UUID | None = None) -> None:
    """Refuse the deed unless the viewer holds the permission in this area (or for this service of it)."""
    where = scope(viewer, permission)
    if area_id not in where.areas | where.council_areas and service_id not in where.services:
        raise PermissionDenied("Your role does not allow this here.")
