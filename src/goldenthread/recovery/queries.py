"""Whether a restore waits to be compared. No child stands in it, so no viewer is asked for."""

from __future__ import annotations

from goldenthread.recovery.models import Restore


def waiting() -> Restore | None:
    """The latest restore that nobody has compared yet: until somebody does, nothing may be sent. It has no viewer."""
    return Restore.objects.filter(compared_at__isnull=True).order_by("restored_at").last()
