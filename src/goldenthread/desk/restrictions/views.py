"""The restrictions that the viewer may lift without seeing the case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.cases.lift import queries
from goldenthread.desk.restrictions import page
from goldenthread.rules.access import Permission


@needs(Permission.LIFT)
def restrictions(request: HttpRequest) -> HttpResponse:
    """Each by its reference."""
    shown = page.restrictions(queries.restrictions(request.user))
    return render(request, "desk/restrictions/page.jinja", {"page": shown})
