"""Holding a draft or a plan for health's advice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.design.words import day
from goldenthread.plans import actions, queries
from goldenthread.plans.hold import forms, page
from goldenthread.post.queries import announced
from goldenthread.rules.access import Permission
from goldenthread.rules.occasions import Occasion


@needs(Permission.PLAN)
def hold(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Record the decision to wait, or to go on waiting."""
    plan = found(queries.plan(request_id, request.user))
    form = forms.Hold(
        request.POST or None,
        today=today(),
        services=[(each.service, each.label, _stands(each)) for each in plan.asked],
        initial=_initial(plan),
    )
    if form.is_valid():
        with form.refusing():
            actions.hold(request=plan.request, **form.cleaned_data, by=request.user)
            until = day(form.cleaned_data["until"])
            messages.success(
                request, f"It is held until {until}. {page.RUNS}. You are asked to decide again on that day."
            )
            return redirect("desk:case", plan.request.case_id)
    letter = announced(plan.request.area_id, Occasion.HELD)
    return render(request, "plans/hold/page.jinja", {"page": page.hold(plan, letter), "form": form})


def _initial(plan: queries.Plan) -> dict[str, Any]:
    """What was decided last stands there already, but for its day."""
    awaited = [each.service for each in plan.asked if not each.met_on]
    if plan.hold is None:
        return {"on": today(), "services": awaited}
    held = plan.hold
    return {"on": today(), "services": held.services, "awaiting": held.awaiting, "reason": held.reason}


def _stands(asked: queries.Asked) -> str:
    return f"Received on {day(asked.met_on)}" if asked.met_on else f"Due by {day(asked.due_on)}"
