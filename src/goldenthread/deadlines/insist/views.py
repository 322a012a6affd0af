"""The council insists on advice that health will not give."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import queries
from goldenthread.clock import today
from goldenthread.deadlines import actions
from goldenthread.deadlines.insist import forms, page
from goldenthread.rules.access import Permission


@needs(Permission.PLAN)
def insist(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """Record that the council still asks for the advice, and why."""
    asked = found(queries.asked(advice_id, request.user))
    form = forms.Insist(request.POST or None, today=today(), initial={"on": today()})
    if form.is_valid():
        with form.refusing():
            actions.insist(advice=asked.advice, **form.cleaned_data, by=request.user)
            messages.success(
                request,
                f"The council still asks for the advice of {asked.service}. Health is asked to answer anew.",
            )
            return redirect("desk:case", asked.case_id)
    return render(request, "deadlines/insist/page.jinja", {"page": page.insist(asked), "form": form})
