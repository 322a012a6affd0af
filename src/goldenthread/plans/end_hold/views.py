"""Ending a hold."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.plans import actions, queries
from goldenthread.plans.end_hold import forms, page
from goldenthread.rules.access import Permission


@needs(Permission.PLAN)
def end_hold(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """The council goes on, with the advice or without."""
    plan = found(queries.plan(request_id, request.user))
    form = forms.EndHold(request.POST or None, today=today(), initial={"on": today()})
    if form.is_valid():
        with form.refusing():
            actions.end_hold(request=plan.request, **form.cleaned_data, by=request.user)
            messages.success(request, "The hold has ended. The statutory clock ran all the time.")
            return redirect("desk:case", plan.request.case_id)
    return render(request, "plans/end_hold/page.jinja", {"page": page.end_hold(plan), "form": form})
