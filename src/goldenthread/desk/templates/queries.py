"""Whose letters somebody may read: of the areas where they read cases, or that they set up. No child is in them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import areas
from goldenthread.directory.models import Area
from goldenthread.rules.access import Permission


def readable(viewer: User) -> dict[str, Area]:
    """The areas by code. Raises PermissionDenied where there are none."""
    found = {
        each.code: each
        for permission in (Permission.READ_CASES, Permission.SET_UP)
        for each in areas(viewer, permission)
    }
    if not found:
        raise PermissionDenied("Your role does not allow this.")
    return dict(sorted(found.items(), key=lambda pair: pair[1].name))
