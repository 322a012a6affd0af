"""What was opened in an emergency, for those who review it or are told of it: by reference, without the child."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import memberships, scope
from goldenthread.cases.models import Emergency
from goldenthread.cases.queries import short
from goldenthread.database.acting import as_system
from goldenthread.design.words import LONDON
from goldenthread.rules import emergencies
from goldenthread.rules.access import Permission, Role

TOLD_FOR = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening: who, in which roles, when, why, and what the review found. Neither the case nor the child."""

    id: UUID
    reference: str
    who: str
    roles: tuple[str, ...]
    opened_at: datetime
    reason: str
    words: str
    area: str
    is_own: bool
    reviewed_at: datetime | None
    reviewer: str
    finding: str
    remark: str

    def waited(self, today: date) -> int:
        """Working days after the day of the opening until today."""
        return emergencies.waited(opened_on(self.opened_at), today)


def openings(viewer: User) -> list[Opening]:
    """Every opening of the areas in which the viewer reviews: those that wait first, the longest wait on top."""
    with as_system("emergency"):
        rows = list(_reviewed_by(viewer).order_by("opened_at"))
        people = _people(rows)
    waiting = [row for row in rows if row.reviewed_at is None]
    done = [row for row in reversed(rows) if row.reviewed_at is not None]
    return [_opening(row, people, viewer) for row in (*waiting, *done)]


def opening(emergency_id: UUID, viewer: User) -> Opening | None:
    """One of them; another area's reads as if there were none."""
    with as_system("emergency"):
        row = _reviewed_by(viewer).filter(pk=emergency_id).first()
        people = _people([row] if row else [])
    return _opening(row, people, viewer) if row else None


@dataclass(frozen=True, slots=True)
class Told:
    """What the manager of an area is told of an opening: its reference, its day, and whether it was reviewed."""

    reference: str
    opened_at: datetime
    is_reviewed: bool


def told(viewer: User) -> list[Told]:
    """The openings of the last four weeks, and those that wait, in the areas whose cases the viewer answers for."""
    areas = scope(viewer, Permission.RESTRICT).areas
    if not areas or viewer.is_system:
        return []
    with as_system("emergency"):
        rows = Emergency.objects.filter(
            Q(reviewed_at__isnull=True) | Q(opened_at__gte=Now() - TOLD_FOR), area__in=areas
        ).order_by("-opened_at")
        return [Told(short(row.pk), row.opened_at, row.reviewed_at is not None) for row in rows]


def overdue(today: date) -> int:
    """How many openings have waited for their review longer than two working days, anywhere."""
    with as_system("counting"):
        moments = Emergency.objects.filter(reviewed_at__isnull=True).values_list("opened_at", flat=True)
        return sum(emergencies.is_late(opened_on(moment), today) for moment in moments)


def opened_on(opened_at: datetime) -> date:
    """London's day of an opening. No child is in it, so no viewer."""
    return opened_at.astimezone(LONDON).date()


def waits(emergency_id: UUID) -> bool:
    """Whether an opening has not been reviewed. For the worker: no child is in it, so no viewer."""
    return Emergency.objects.filter(pk=emergency_id, reviewed_at__isnull=True).exists()


def _reviewed_by(viewer: User) -> QuerySet[Emergency]:
    areas = scope(viewer, Permission.REVIEW_EMERGENCY).reached
    return Emergency.objects.filter(area__in=areas).select_related("area")


def _people(rows: Iterable[Emergency]) -> dict[UUID, tuple[str, tuple[str, ...]]]:
    """Name and roles of whoever opened or reviewed."""
    ids = {id_ for row in rows for id_ in (row.opened_by, row.reviewed_by) if id_}
    return {
        user.pk: (user.name, tuple(Role(held.role).label for held in memberships(user)))
        for user in User.objects.filter(pk__in=ids)
    }


def _opening(row: Emergency, people: dict[UUID, tuple[str, tuple[str, ...]]], viewer: User) -> Opening:
    who, roles = people[row.opened_by]
    return Opening(
        id=row.pk,
        reference=short(row.pk),
        who=who,
        roles=roles,
        opened_at=row.opened_at,
        reason=Emergency.Reason(row.reason).label,
        words=row.words,
        area=row.area.name,
        is_own=row.opened_by == viewer.pk,
        reviewed_at=row.reviewed_at,
        reviewer=people[row.reviewed_by][0] if row.reviewed_by else "",
        finding=Emergency.Finding(row.finding).label if row.finding else "",
        remark=row.remark,
    )
