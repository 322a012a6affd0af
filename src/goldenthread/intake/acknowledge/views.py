"""The check sheet of all services, and the acknowledgement to the council."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.design.words import counted, day
from goldenthread.directory.queries import live_services
from goldenthread.intake import actions, queries
from goldenthread.intake.acknowledge import forms, page
from goldenthread.intake.check.sheet import Line, line
from goldenthread.post.queries import announced
from goldenthread.rules.access import Permission
from goldenthread.rules.involvement import known_since
from goldenthread.rules.occasions import Occasion


@needs(Permission.WORK)
def acknowledge(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Record what each service's records say, and tell the council who will respond."""
    standing = found(queries.standing(request_id, request.user))
    services = {str(each.pk): each for each in live_services(standing.area_id, today())}
    received_on = standing.received_on or today()
    lines = _lines(standing, services, received_on)
    form = forms.Acknowledge(request.POST or None, today=today(), initial={"on": today()}, lines=lines)
    if form.is_valid():
        with form.refusing():
            actions.acknowledge(
                request=standing.request,
                responding=[services[key] for key in form.responding()],
                checked=[
                    actions.Checked(services[key], said, closed_on) for key, said, closed_on in form.answers()
                ],
                remark=form.cleaned_data["remark"],
                by=request.user,
                on=form.cleaned_data["on"],
            )
            will = counted(len(form.responding()), "service")
            messages.success(request, f"It is recorded that {will} will respond. Next, ask for the advice.")
            return redirect("advice:seek", standing.request.pk)
    screen = page.acknowledge(
        standing, lines, day(known_since(received_on)), announced(standing.area_id, Occasion.ACKNOWLEDGED)
    )
    return render(request, "intake/acknowledge/page.jinja", {"page": screen, "form": form})


def _lines(standing: queries.Standing, services: dict[str, Any], received_on: date) -> list[Line]:
    """The sheet, the services first that the family named."""
    sheet = [
        line(
            service,
            named=standing.named,
            checked=standing.checked,
            responding=standing.responding,
            received_on=received_on,
            today=today(),
        )
        for service in services.values()
    ]
    return sorted(sheet, key=lambda each: not each.is_named)
