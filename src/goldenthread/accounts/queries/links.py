"""Personal links that still open."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db.models.functions import Now

from goldenthread.accounts.models import Invitation

A_WEEK = timedelta(days=7)


def digest(token: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation(token: str) -> Invitation | None:
    """The link with this secret, unless a week has passed or the account is closed."""
    rows = Invitation.objects.filter(digest=digest(token), made_at__gt=Now() - A_WEEK, user__is_active=True)
    return rows.select_related("user").first()
