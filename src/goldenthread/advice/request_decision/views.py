"""Passing a request on the not-known route to the designated officer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions, queries
from goldenthread.advice.request_decision import forms, page
from goldenthread.clock import today
from goldenthread.rules.access import Permission


@needs(Permission.WORK)
def request_decision(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """Ask for the decision."""
    asked = found(queries.asked(advice_id, request.user))
    form = forms.RequestDecision(request.POST or None, today=today(), initial={"on": today()})
    if form.is_valid():
        with form.refusing():
            actions.request_decision(advice=asked.advice, **form.cleaned_data, by=request.user)
            messages.success(request, f"The designated officer decides next on {asked.service}'s advice.")
            return redirect("desk:case", asked.case_id)
    screen = page.request_decision(asked)
    return render(request, "advice/request_decision/page.jinja", {"page": screen, "form": form})
