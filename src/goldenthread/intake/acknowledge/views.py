"""The check sheet of all services, and the acknowledgement to the council."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.design.words import counted, day
from goldenthread.intake import actions, queries
from goldenthread.intake.acknowledge import forms, page
from goldenthread.post.queries import announced
from goldenthread.rules.access import Permission
from goldenthread.rules.involvement import known_since
from goldenthread.rules.occasions import Occasion


@needs(Permission.WORK)
def acknowledge(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Record what each service's records say, and tell the council who will respond."""
    standing = found(queries.standing(request_id, request.user))
    received_on = standing.received_on or today()
    lines = queries.sheet(standing, today())
    form = forms.Acknowledge(request.POST or None, today=today(), initial={"on": today()}, lines=lines)
    if form.is_valid():
        with form.refusing():
            actions.acknowledge(
                request=standing.request,
                responding=[line.service for line in form.responding()],
                checked=form.checked(),
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
