"""Reading requests."""

from __future__ import annotations

from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.cases.queries import visible
from goldenthread.intake.models import Request


def request(request_id: UUID, viewer: User) -> Request | None:
    """One request with its case and child, where the viewer may see it."""
    rows = Request.objects.select_related("case", "case__child", "case__area", "council")
    return rows.filter(pk=request_id, case__in=visible(viewer)).first()


def of_case(case_id: UUID, viewer: User) -> list[Request]:
    """A case's requests."""
    rows = Request.objects.select_related("council").filter(case_id=case_id, case__in=visible(viewer))
    return list(rows.order_by("id"))
