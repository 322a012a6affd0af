"""Looking one service up, after the first acknowledgement or beside it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.directory.queries import live_services
from goldenthread.intake import actions, queries
from goldenthread.intake.check import forms, page
from goldenthread.intake.check.sheet import line
from goldenthread.rules.access import Permission


@needs(Permission.WORK)
def check(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Record what one service's records say."""
    standing = found(queries.standing(request_id, request.user))
    services = live_services(standing.area_id, today())
    form = forms.Check(
        request.POST or None,
        today=today(),
        initial={"on": today(), "service": request.GET.get("service", "")},
        services=[(str(each.pk), f"{each.label}: {each.name}") for each in services],
    )
    if form.is_valid():
        typed = form.cleaned_data
        service = next(each for each in services if str(each.pk) == typed["service"])
        with form.refusing():
            actions.check(
                request=standing.request,
                service=service,
                involvement=typed["involvement"],
                closed_on=typed["closed_on"],
                by=request.user,
                on=typed["on"],
            )
            messages.success(
                request,
                f"What {service.label}'s records say was recorded. "
                "If this changes who will respond, acknowledge the request again.",
            )
            return redirect("desk:case", standing.case_id)
    lines = [
        line(
            each,
            named=standing.named,
            checked=standing.checked,
            responding=standing.responding,
            received_on=standing.received_on or today(),
            today=today(),
        )
        for each in services
    ]
    return render(request, "intake/check/page.jinja", {"page": page.check(standing, lines), "form": form})
