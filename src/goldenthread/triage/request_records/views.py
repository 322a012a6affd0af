"""Asking a team to look in its own records."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.design.words import day
from goldenthread.directory.queries import live_services
from goldenthread.intake import queries
from goldenthread.post.queries import announced
from goldenthread.rules.access import Permission
from goldenthread.rules.involvement import LOOK_WITHIN
from goldenthread.rules.occasions import Occasion
from goldenthread.triage import actions
from goldenthread.triage.request_records import forms, page


@needs(Permission.WORK)
def request_records(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Record which team was asked."""
    standing = found(queries.standing(request_id, request.user))
    services = {str(each.pk): each for each in live_services(standing.area_id, today())}
    form = forms.RequestRecords(
        request.POST or None,
        today=today(),
        initial={"on": today(), "service": request.GET.get("service", "")},
        services=[(key, f"{each.label}: {each.contact_point}") for key, each in services.items()],
    )
    if form.is_valid():
        typed = form.cleaned_data
        service = services[typed["service"]]
        with form.refusing():
            actions.request_records(
                request=standing.request,
                service=service,
                remark=typed["remark"],
                by=request.user,
                on=typed["on"],
            )
            by = day(LOOK_WITHIN.after(typed["on"]))
            messages.success(request, f"{service.label} was asked to look. Its answer is expected by {by}.")
            return redirect("desk:checked", standing.case_id)
    screen = page.request_records(standing, announced(standing.area_id, Occasion.RECORDS_REQUESTED))
    return render(request, "triage/request_records/page.jinja", {"page": screen, "form": form})
