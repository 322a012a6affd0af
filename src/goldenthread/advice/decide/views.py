"""The designated officer's decision."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions, queries
from goldenthread.advice.decide import forms, page
from goldenthread.clock import today
from goldenthread.directory.queries import live_services
from goldenthread.rules.access import Permission


@needs(Permission.DECIDE)
def decide(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """Record the decision with its reasons."""
    asked = found(queries.asked(advice_id, request.user))
    services = {str(each.pk): each for each in live_services(asked.advice.area_id, today())}
    form = forms.Decide(
        request.POST or None,
        today=today(),
        initial={"on": today(), "service": str(asked.advice.service_id)},
        services=[(key, f"{each.label}: {each.name}") for key, each in services.items()],
    )
    if form.is_valid():
        typed = dict(form.cleaned_data)
        service = services.get(typed.pop("service"))
        with form.refusing():
            actions.decide(advice=asked.advice, service=service, **typed, by=request.user)
            messages.success(request, f"The decision on {asked.service}'s advice was recorded.")
            return redirect("desk:case", asked.case_id)
    return render(request, "advice/decide/page.jinja", {"page": page.decide(asked), "form": form})
