"""Seeking advice from many services at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions, queries
from goldenthread.advice.seek import forms, page
from goldenthread.clock import today
from goldenthread.design.words import counted, day
from goldenthread.directory.queries import live_services
from goldenthread.intake.queries import standing
from goldenthread.post.queries import announced
from goldenthread.rules.access import Permission
from goldenthread.rules.occasions import Occasion


@needs(Permission.WORK)
def seek(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Ask the services that will respond, ticked beforehand; each gets its own clock."""
    stands = found(standing(request_id, request.user))
    received_on = found(stands.received_on)
    asked = {
        advice.service_id: advice.service.label for advice in queries.of_request(request_id, request.user)
    }
    services = {str(each.pk): each for each in live_services(stands.area_id, today()) if each.pk not in asked}
    form = forms.Seek(
        request.POST or None,
        today=today(),
        initial={"on": today(), "services": list(stands.responding)},
        services=[(key, f"{each.label}: {each.name}", _contact(each)) for key, each in services.items()],
    )
    screen = page.seek(
        stands, received_on, list(asked.values()), len(services), announced(stands.area_id, Occasion.ASKED)
    )
    if form.is_valid():
        chosen = [services[key] for key in form.cleaned_data["services"]]
        with form.refusing():
            actions.seek(
                request=stands.request,
                services=chosen,
                remark=form.cleaned_data["remark"],
                by=request.user,
                on=form.cleaned_data["on"],
            )
            messages.success(
                request,
                f"Advice was sought from {counted(len(chosen), 'service')}. It is due by {day(screen.due_on)}. "
                "Next, each service says that it has the request.",
            )
            return redirect("desk:case", stands.case_id)
    return render(request, "advice/seek/page.jinja", {"page": screen, "form": form})


def _contact(service: Any) -> str:
    """Where the service is asked, and who watches there (S0-03)."""
    return f"{service.contact_point}, watched by {service.contact_monitored_by}"
