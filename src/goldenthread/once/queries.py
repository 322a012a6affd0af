"""What came of a form that was sent before."""

from __future__ import annotations

from typing import Any

from goldenthread.once.models import Sending


def sent(key: str, viewer: Any) -> Sending:
    """The viewer's own sending whose key could not be claimed."""
    return Sending.objects.get(sent_by=viewer.pk, key=key)
