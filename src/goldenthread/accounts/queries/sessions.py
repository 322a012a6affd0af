"""Which sessions there are, and whether one still holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.datastructures import MultiValueDict

from goldenthread.accounts.models import Kept, Membership, Session, User
from goldenthread.accounts.queries import LondonToday
from goldenthread.accounts.sealing import InvalidToken, unseal

FRESH = timedelta(minutes=1)
"""A session seen so lately is not noted again."""

A_DAY = 24 * 60 * 60

IN_FORCE = Q(ends_on__isnull=True) | Q(ends_on__gte=LondonToday())


@dataclass(frozen=True, slots=True)
class Held:
    """A session, and how long ago somebody was there.

    `is_stale`: not noted as seen for a minute. `has_left`: the person had roles, and none is in force.
    """

    session: Session
    is_stale: bool
    is_idle: bool
    is_old: bool
    has_left: bool


def _has_left(user: str) -> Any:
    roles = Membership.objects.filter(user=OuterRef(user))
    return Exists(roles) & ~Exists(roles.filter(IN_FORCE))


def held(key: str | None) -> Held | None:
    """The session under this key."""
    found = (
        Session.objects.filter(key=key or "")
        .select_related("by")
        .annotate(
            stale=Q(seen_at__lt=Now() - FRESH),
            idle=Q(seen_at__lt=Now() - timedelta(minutes=settings.IDLE_MINUTES)),
            old=Q(begun_at__lt=Now() - timedelta(hours=settings.SESSION_HOURS)),
            left=_has_left("by"),
        )
        .first()
    )
    return Held(found, found.stale, found.idle, found.old, found.left) if found else None


def has_left(user: User) -> bool:
    """Whether the person had roles here and has none any more."""
    return User.objects.filter(_has_left("pk"), pk=user.pk).exists()


def of(user: User) -> list[Session]:
    """Where the person is signed in, the latest first."""
    rows = Session.objects.filter(by=user, begun_at__gt=Now() - timedelta(hours=settings.SESSION_HOURS))
    return list(
        rows.filter(seen_at__gt=Now() - timedelta(minutes=settings.IDLE_MINUTES)).order_by("-seen_at")
    )


def kept(known: str | UUID, viewer: User) -> tuple[Kept, MultiValueDict[str, str]] | None:
    """What the viewer had typed, unless it is another's, too old or sealed with a key that is gone."""
    try:
        row = Kept.objects.filter(pk=UUID(str(known)), by=viewer).first()
        return (row, MultiValueDict(json.loads(unseal(row.typed, within=A_DAY)))) if row else None
    except (ValueError, InvalidToken):
        return None
