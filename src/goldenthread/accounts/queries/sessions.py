"""Which sessions there are, and whether one still holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Value, When
from django.db.models.functions import Now

from goldenthread.accounts.models import Session

FRESH = timedelta(minutes=1)
"""A session seen so lately is not noted again."""


@dataclass(frozen=True, slots=True)
class Held:
    """A session, and whether it was not noted as seen for a minute."""

    session: Session
    is_stale: bool


def held(key: str | None) -> Held | None:
    """The session under this key."""
    is_stale = Case(When(seen_at__lt=Now() - FRESH, then=Value(True)), default=Value(False))
    found = Session.objects.filter(key=key or "").select_related("by").annotate(stale=is_stale).first()
    return Held(found, found.stale) if found else None
