"""A service acknowledges the request for its advice."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions, queries
from goldenthread.advice.acknowledge import forms, page
from goldenthread.clock import today
from goldenthread.design.words import day
from goldenthread.rules.access import Permission


@needs(Permission.ANSWER)
def acknowledge(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """Record that the service has the request."""
    asked = found(queries.asked(advice_id, request.user))
    form = forms.Acknowledge(request.POST or None, today=today(), initial={"on": today()})
    if form.is_valid():
        with form.refusing():
            actions.acknowledge(advice=asked.advice, by=request.user, on=form.cleaned_data["on"])
            messages.success(
                request,
                f"{asked.service} has the request. Its advice is due by {day(asked.due_on)}.",
            )
            return redirect("desk:case", asked.case_id)
    return render(request, "advice/acknowledge/page.jinja", {"page": page.acknowledge(asked), "form": form})
