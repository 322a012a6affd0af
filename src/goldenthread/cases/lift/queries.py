"""The restriction that is lifted: on a case that one sees, or by a reference of its own, without the case.

Whoever placed it may lift it, though it keeps the case from themselves as well; and the privacy officer, so that none
stays because its maker is away. Nobody lifts what keeps them out by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.accounts.models import Membership, User
from goldenthread.accounts.queries import LondonToday, scope
from goldenthread.audit.watch import saw
from goldenthread.cases.models import Restriction
from goldenthread.cases.queries import short, visible
from goldenthread.database.acting import as_system
from goldenthread.rules.access import Permission
from goldenthread.rules.traces import Purpose

A_FAMILY = "A member of the family"
EVERYBODY = "Everybody who is not named"
GONE = "An account that is gone"


@dataclass(frozen=True, slots=True)
class Restricted:
    """A restriction by its own reference. Neither the case nor the child; of a family nobody's name."""

    id: UUID
    reference: str
    who: str
    section: str
    reason: str
    area: str
    starts_on: date
    ends_on: date | None
    by: str

    @property
    def is_nameless(self) -> bool:
        """Whether `who` says a group, not a name."""
        return self.who in (A_FAMILY, EVERYBODY)


def restriction(restriction_id: UUID, viewer: User) -> Restriction | None:
    """A restriction in force, where the viewer keeps people out of the case and sees it."""
    rows = Restriction.objects.filter(lifted_at__isnull=True, case__in=visible(viewer, Permission.RESTRICT))
    rows = rows.exclude(person=viewer).select_related("case__child", "person")
    found = rows.filter(pk=restriction_id).first()
    saw(viewer, cases=[found.case_id] if found else [], purpose=Purpose.FORM)
    return found


def restrictions(viewer: User) -> list[Restricted]:
    """Those that the viewer may lift by reference, the latest first."""
    with as_system("restriction"):
        return [_restricted(row) for row in _by_reference(viewer).order_by("-starts_on", "id")]


def restricted(restriction_id: UUID, viewer: User) -> Restricted | None:
    """One of them; any other reads as if there were none."""
    with as_system("restriction"):
        row = _by_reference(viewer).filter(pk=restriction_id).first()
        return _restricted(row) if row else None


def _by_reference(viewer: User) -> QuerySet[Restriction]:
    """Restrictions in force that the viewer placed, or of an area whose audit they read. Read as a system account."""
    where, audited = (scope(viewer, each).reached for each in (Permission.LIFT, Permission.READ_AUDIT))
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=LondonToday())
    rows = Restriction.objects.filter(lasting, lifted_at__isnull=True, area__in=where)
    mine = rows.filter(Q(set_by=viewer.pk) | Q(area__in=audited)).exclude(person=viewer)
    return mine.select_related("area", "person")


def _restricted(row: Restriction) -> Restricted:
    by = User.objects.filter(pk=row.set_by).values_list("name", flat=True).first()
    return Restricted(
        id=row.pk,
        reference=short(row.pk),
        who=_who(row.person),
        section=row.section,
        reason=row.get_reason_display(),
        area=row.area.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        by=by or GONE,
    )


def _who(person: User | None) -> str:
    """A parent's name would say whose child it is."""
    if person is None:
        return EVERYBODY
    is_staff = Membership.objects.filter(user=person, organisation__isnull=False).exists()
    return person.name if is_staff else A_FAMILY
