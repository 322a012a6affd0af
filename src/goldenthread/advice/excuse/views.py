"""Claiming an exemption on the advice clock."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions, queries
from goldenthread.advice.excuse import forms, page
from goldenthread.clock import today
from goldenthread.design.words import day
from goldenthread.rules.access import Permission


@needs(Permission.ANSWER)
def excuse(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """Record the claim; the date stays."""
    asked = found(queries.asked(advice_id, request.user))
    form = forms.Excuse(request.POST or None, today=today(), initial={"on": today()})
    if form.is_valid():
        with form.refusing():
            actions.excuse(advice=asked.advice, **form.claim(), by=request.user)
            messages.success(
                request,
                f"The exemption was recorded. {asked.service}'s date stays {day(asked.due_on)}; tell the "
                "family that it is claimed.",
            )
            return redirect("desk:case", asked.case_id)
    return render(request, "advice/excuse/page.jinja", {"page": page.excuse(asked), "form": form})
