"""The restriction that is lifted."""

from __future__ import annotations

from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.audit.watch import saw
from goldenthread.cases.models import Restriction
from goldenthread.cases.queries import visible
from goldenthread.rules.access import Permission
from goldenthread.rules.traces import Purpose


def restriction(restriction_id: UUID, viewer: User) -> Restriction | None:
    """A restriction in force, where the viewer may lift it."""
    rows = Restriction.objects.filter(lifted_at__isnull=True, case__in=visible(viewer, Permission.RESTRICT))
    found = rows.select_related("case__child", "person").filter(pk=restriction_id).first()
    saw(viewer, cases=[found.case_id] if found else [], purpose=Purpose.FORM)
    return found
