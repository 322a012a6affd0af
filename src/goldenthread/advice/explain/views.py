"""Saying why advice is late."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions, queries
from goldenthread.advice.explain import forms, page
from goldenthread.clock import today
from goldenthread.design.words import day
from goldenthread.rules.access import Permission


@needs(Permission.ANSWER)
def explain(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """Record the cause of lateness."""
    asked = found(queries.asked(advice_id, request.user))
    causes = [(cause["code"], cause["title"]) for cause in asked.pack.get("cause", [])]
    form = forms.Explain(request.POST or None, today=today(), initial={"on": today()}, causes=causes)
    if form.is_valid():
        with form.refusing():
            actions.explain(advice=asked.advice, **form.cleaned_data, by=request.user)
            messages.success(
                request,
                f"The cause was recorded. {asked.service}'s advice is still due by {day(asked.due_on)}.",
            )
            return redirect("desk:case", asked.case_id)
    return render(request, "advice/explain/page.jinja", {"page": page.explain(asked), "form": form})
