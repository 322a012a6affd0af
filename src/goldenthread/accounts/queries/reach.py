"""Where a permission holds for somebody: the set of cases, as lists filter by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from goldenthread.accounts.models import Membership, User
from goldenthread.accounts.queries.memberships import once, rows_of, together
from goldenthread.directory.models import Area, AreaOrganisation, Organisation, Service
from goldenthread.rules.access import MAY, OF_CASES, ROLES, Permission, Reach, Role, Section


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a permission holds: whole areas; the cases of some councils; what some services were asked; the cases
    into which the person, or their school, was let.

    `reached` are the areas in which any of it lies, but for what somebody was let into by name.
    """

    areas: frozenset[UUID] = frozenset()
    councils: frozenset[UUID] = frozenset()
    council_areas: frozenset[UUID] = frozenset()
    services: frozenset[UUID] = frozenset()
    reached: frozenset[UUID] = frozenset()
    people: frozenset[UUID] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not (self.reached or self.people)

    @property
    def parties(self) -> frozenset[UUID]:
        """Everyone through whom the person is led to single cases."""
        return self.councils | self.services | self.people


def scope(viewer: User, permission: Permission, section: Section | None = None) -> Scope:
    """Where the viewer holds the permission; of a section, by those roles alone that open it.

    A system account holds its own everywhere.
    """
    if viewer.is_system:
        return once(viewer, permission.value, lambda: _everywhere() if permission in SYSTEM else Scope())
    with together():
        held = [row for row in rows_of(viewer) if permission in MAY[Role(row.role)]]
        opening = [row for row in held if section is None or section in ROLES[Role(row.role)].sections]
        name = f"{permission.value} {'' if opening == held else section}"
        return once(viewer, name, lambda: _scope(viewer, permission, opening))


SYSTEM = MAY[Role.SYSTEM]


def _scope(viewer: User, permission: Permission, held: list[Membership]) -> Scope:
    reach = defaultdict[Reach, list[Membership]](list)
    for row in held:
        reach[Role(row.role).reach if permission in OF_CASES else _plain(row)].append(row)
    councils = organisations_of(reach[Reach.COUNCIL])
    services = services_of(reach[Reach.SERVICE], organisations_of(reach[Reach.PROVIDER]))
    areas, council_areas, there = (
        areas_of(viewer, each)
        for each in (organisations_of(reach[Reach.AREA]), councils, organisations_of(reach[Reach.RELATION]))
    )
    there |= areas_of_services(services)
    people = _people(viewer, held, reach[Reach.RELATION]) if permission in OF_CASES else _NO
    return Scope(areas, councils, council_areas, services, areas | council_areas | there, people)


_NO: frozenset[UUID] = frozenset()


def _plain(row: Membership) -> Reach:
    """What concerns no case is allowed in a council's, or in an organisation's, whole area."""
    is_council = row.organisation is not None and row.organisation.kind == Organisation.Kind.COUNCIL
    return Reach.COUNCIL if is_council else Reach.AREA


def organisations_of(rows: Iterable[Membership]) -> frozenset[UUID]:
    """The organisations in which these roles are held; a family's are in none."""
    return frozenset(row.organisation_id for row in rows if row.organisation_id is not None)


def services_of(rows: Iterable[Membership], providers: frozenset[UUID]) -> frozenset[UUID]:
    """Services in which a role is held, and all those of providers."""
    own = frozenset(row.service_id for row in rows if row.service_id is not None)
    if not providers:
        return own
    return own | frozenset(Service.objects.filter(provider__in=providers).values_list("id", flat=True))


def _people(viewer: User, held: list[Membership], related: list[Membership]) -> frozenset[UUID]:
    """The person, and the schools and other bodies, councils apart, through which they may have been let in."""
    if not any(Role(row.role).reach is not Reach.NONE for row in held):
        return _NO
    bodies = {row.organisation for row in related if row.organisation is not None}
    return frozenset({viewer.pk, *(each.pk for each in bodies if each.kind != Organisation.Kind.COUNCIL)})


def _everywhere() -> Scope:
    areas = frozenset(Area.objects.values_list("id", flat=True))
    return Scope(areas=areas, reached=areas)


def areas_of(viewer: User, organisations: frozenset[UUID]) -> frozenset[UUID]:
    """The areas in which these organisations of the viewer's have a part."""
    if not organisations:
        return _NO
    parts = once(viewer, "parts", lambda: _parts(viewer))
    return frozenset(area for organisation in organisations for area in parts.get(organisation, ()))


def _parts(viewer: User) -> dict[UUID, list[UUID]]:
    """The areas of each organisation in which the viewer has a role."""
    found = defaultdict[UUID, list[UUID]](list)
    rows = AreaOrganisation.objects.filter(organisation__in=organisations_of(rows_of(viewer)))
    for organisation, area in rows.values_list("organisation_id", "area_id"):
        found[organisation].append(area)
    return found


def areas_of_services(services: frozenset[UUID]) -> frozenset[UUID]:
    """The areas in whose packs these services stand."""
    if not services:
        return _NO
    return frozenset(Area.objects.filter(services__in=services).values_list("id", flat=True))


def denied(viewer: User, section: str = "") -> list[UUID]:
    """The cases, or those with this section, from which a restriction keeps the viewer. The database says which."""
    return [] if viewer.is_system else once(viewer, "denied", lambda: _denied(viewer)).get(section, [])


DENIED = "select part, unnest(app_denied_to(%s, part)) from unnest(%s::text[]) part"


def _denied(viewer: User) -> dict[str, list[UUID]]:
    found = defaultdict[str, list[UUID]](list)
    with connection.cursor() as cursor:
        cursor.execute(DENIED, [viewer.pk, ["", *Section]])
        for part, case_id in cursor.fetchall():
            found[part].append(case_id)
    return found
