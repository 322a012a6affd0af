"""What was checked on a case."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.desk.case.queries import case_file
from goldenthread.desk.checked import page
from goldenthread.rules.access import Permission
from goldenthread.triage.queries import sheets


@needs(Permission.READ_CASES)
def checked(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The check sheets, and who acts next."""
    file = found(case_file(case_id, request.user, today()))
    shown = page.checked(file, sheets(case_id, request.user, today()), today())
    return render(request, "desk/checked/page.jinja", {"page": shown})
