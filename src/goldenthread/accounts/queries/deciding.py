"""Somebody as the one decision takes them, and which parts of a record their roles open."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection

from goldenthread.accounts.models import Membership, User
from goldenthread.accounts.queries.memberships import once, rows_of
from goldenthread.accounts.queries.reach import areas_of, areas_of_services, organisations_of, services_of
from goldenthread.directory.models import Organisation
from goldenthread.rules.access import ROLES, Actor, Classification, Held, Reach, Role, Section


def opens(viewer: User, section: Section) -> Classification | None:
    """The closest-kept class of thing of this section that a role of the viewer may see; None where none opens it."""
    if viewer.is_system:
        return Classification.SEALED
    roles = {ROLES[Role(row.role)] for row in rows_of(viewer)}
    ceilings = [role.ceiling for role in roles if section in role.sections]
    return max(ceilings, key=list(Classification).index, default=None)


def is_of_a_family(viewer: User) -> bool:
    """Whether the viewer is here as a parent, a young person or an advocate, and in no organisation."""
    return not viewer.is_system and not any(row.organisation_id for row in rows_of(viewer))


def moment(viewer: User) -> datetime:
    """Now in London by the database's clock, by which memberships and relations end, whatever day a page is for."""
    return once(viewer, "moment", _moment)


def _moment() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("select statement_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now.astimezone(LONDON)


LONDON = ZoneInfo("Europe/London")


def actor(viewer: User) -> Actor:
    """The viewer as the decision takes them, with every role that is in force."""
    return Actor(
        str(viewer.pk),
        tuple(_held(viewer, row) for row in rows_of(viewer)),
        is_strong=bool(getattr(viewer, "proof", True)),
        is_active=viewer.is_active,
        is_system=viewer.is_system,
    )


def _held(viewer: User, row: Membership) -> Held:
    role, body = Role(row.role), row.organisation
    areas = (
        areas_of(viewer, organisations_of([row]))
        if row.service_id is None
        else areas_of_services(services_of([row], frozenset()))
    )
    if role.reach is Reach.PROVIDER:
        parties = services_of([], organisations_of([row]))
        areas |= areas_of_services(parties)
    elif role.reach is Reach.SERVICE:
        parties = services_of([row], frozenset())
    elif role.reach is Reach.COUNCIL or (body is not None and body.kind != Organisation.Kind.COUNCIL):
        parties = organisations_of([row])
    else:
        parties = frozenset()
    return Held(role, frozenset(map(str, areas)), frozenset(map(str, parties)), row.ends_on)
