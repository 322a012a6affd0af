"""The case page."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.clock import today
from goldenthread.desk.case import page
from goldenthread.desk.case.queries import case_file
from goldenthread.rules.access import Permission


@needs(Permission.READ_CASES)
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case; absent and forbidden read the same."""
    file = case_file(case_id, request.user, today())
    if file is None:
        raise Http404
    return render(request, "desk/case/page.jinja", {"page": page.case(file, today())})
