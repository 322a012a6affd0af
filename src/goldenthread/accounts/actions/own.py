"""What a person does with their own account, nobody else does for them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from goldenthread.accounts.models import User


def refuse_others(user: User, by: User) -> None:
    """Raises PermissionDenied but for the person, and for the system, which makes the demonstration's accounts."""
    if user != by and not by.is_system:
        raise PermissionDenied("This is somebody else's account.")
