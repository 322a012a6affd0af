"""Handing a service's list out."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions
from goldenthread.advice.workbook import queries
from goldenthread.advice.workbook.writing import workbook
from goldenthread.clock import today
from goldenthread.design.files import handed_over
from goldenthread.rules.access import Permission


@needs(Permission.EXPORT)
def hand_out(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """The service's open requests that the viewer may both take away and answer."""
    service = found(queries.service(service_id, request.user))
    listed = actions.hand_out(service=service, by=request.user, on=today())
    name = f"list {service.code} {today():%Y-%m-%d}"
    return handed_over(workbook(listed), name, "xlsx")
