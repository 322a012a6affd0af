"""The list of emergency openings, for those who review them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import needs
from goldenthread.cases.review_emergency.queries import openings
from goldenthread.clock import today
from goldenthread.desk.emergencies import page
from goldenthread.post.alert.queries import alerts
from goldenthread.rules.access import Permission


@needs(Permission.REVIEW_EMERGENCY)
def emergencies(request: HttpRequest) -> HttpResponse:
    """Each by its reference, with how long it waits."""
    shown = page.emergencies(openings(request.user), today(), alerts(request.user))
    return render(request, "desk/emergencies/page.jinja", {"page": shown})
