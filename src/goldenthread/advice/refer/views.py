"""Referring a child who is not known."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions, queries
from goldenthread.advice.refer import forms, page
from goldenthread.clock import today
from goldenthread.directory.queries import live_services
from goldenthread.rules.access import Permission


@needs(Permission.ANSWER)
def refer(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """Refer the child to the service that was asked, or to another."""
    asked = found(queries.asked(advice_id, request.user))
    services = {str(each.pk): each for each in live_services(asked.advice.area_id, today())}
    likely = (asked.route.service if asked.route else "") or str(asked.advice.service_id)
    form = forms.Refer(
        request.POST or None,
        today=today(),
        initial={"on": today(), "service": likely},
        services=[(key, f"{each.label}: {each.name}") for key, each in services.items()],
    )
    if form.is_valid():
        typed = dict(form.cleaned_data)
        service = services[typed.pop("service")]
        with form.refusing():
            actions.refer(advice=asked.advice, service=service, **typed, by=request.user)
            messages.success(
                request,
                f"The child was referred to {service.label}. It stands on the service's page until it is answered.",
            )
            return redirect("desk:case", asked.case_id)
    return render(request, "advice/refer/page.jinja", {"page": page.refer(asked), "form": form})
