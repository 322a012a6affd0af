"""Who can see a case."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.desk.access import page, queries
from goldenthread.rules.access import Permission


@needs(Permission.SHARE)
def access(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """For whoever lets people in; absent and forbidden read the same."""
    shown = page.access(found(queries.access(case_id, request.user, today())))
    return render(request, "desk/access/page.jinja", {"page": shown})
