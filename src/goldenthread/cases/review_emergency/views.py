"""Reviewing what was opened in an emergency."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.cases import actions
from goldenthread.cases.review_emergency import forms, page, queries
from goldenthread.clock import today
from goldenthread.rules.access import Permission


@needs(Permission.REVIEW_EMERGENCY)
def review_emergency(request: HttpRequest, emergency_id: UUID) -> HttpResponse:
    """Who opened, when and why; and whether it was right."""
    opening = found(queries.opening(emergency_id, request.user))
    form = forms.ReviewEmergency(request.POST or None)
    if form.is_valid():
        with form.refusing():
            words = {**form.cleaned_data, "by": request.user, "on": today()}
            actions.review_emergency(emergency_id=opening.id, **words)
            messages.success(request, f"Opening {opening.reference} is reviewed.")
            return redirect("desk:emergencies")
    shown = {"page": page.review_emergency(opening, today()), "form": form}
    return render(request, "cases/review_emergency/page.jinja", shown)
