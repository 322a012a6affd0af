"""A person chases a service."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions, queries
from goldenthread.advice.chase import forms, page
from goldenthread.clock import today
from goldenthread.rules.access import Permission


@needs(Permission.WORK)
def chase(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """Record that the service was chased."""
    asked = found(queries.asked(advice_id, request.user))
    form = forms.Chase(request.POST or None, today=today(), initial={"on": today()})
    if form.is_valid():
        with form.refusing():
            actions.chase(advice=asked.advice, **form.cleaned_data, by=request.user)
            messages.success(
                request,
                f"It is recorded that {asked.service} was chased. Record the advice when it comes.",
            )
            return redirect("desk:case", asked.case_id)
    return render(request, "advice/chase/page.jinja", {"page": page.chase(asked), "form": form})
