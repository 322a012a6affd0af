"""The list of services."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.clock import now, today
from goldenthread.design.words import moment
from goldenthread.desk import queries
from goldenthread.desk.addresses import to_each
from goldenthread.desk.services import page
from goldenthread.rules.access import Permission


@needs(Permission.READ_CASES)
def services(request: HttpRequest) -> HttpResponse:
    """Each service that the viewer reads, counted as the page loads."""
    standing = queries.services_standing(request.user, today())
    built = page.services(standing, to_each("desk:service"), moment(now()))
    return render(request, "desk/services/page.jinja", {"page": built})
