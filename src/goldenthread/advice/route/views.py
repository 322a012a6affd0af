"""Opening the not-known route."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions, queries
from goldenthread.advice.route import forms, page
from goldenthread.clock import today
from goldenthread.design.words import day
from goldenthread.rules.access import Permission


@needs(Permission.ANSWER)
def route(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """Record what the service said; the request goes on."""
    asked = found(queries.asked(advice_id, request.user))
    records = queries.unseen(asked, request.user, today())
    form = forms.Route(request.POST or None, today=today(), initial={"on": today()}, records=records)
    if form.is_valid():
        with form.refusing():
            actions.route(advice=asked.advice, **form.told, by=request.user)
            messages.success(
                request,
                f"What {asked.service} said was recorded. The request stays open, on the not-known route; "
                f"its advice is still due by {day(asked.due_on)}.",
            )
            return redirect("desk:case", asked.case_id)
    return render(request, "advice/route/page.jinja", {"page": page.route(asked), "form": form})
