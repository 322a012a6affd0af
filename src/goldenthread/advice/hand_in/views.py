"""Handing advice in as a document."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions, queries
from goldenthread.advice.answer.queries import draft_version
from goldenthread.advice.hand_in import forms, page
from goldenthread.clock import today
from goldenthread.rules.access import Permission


@needs(Permission.ANSWER)
def hand_in(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """The file is checked and kept, and the advice is here."""
    asked = found(queries.asked(advice_id, request.user))
    stands = draft_version(asked.advice.pk, request.user)
    form = forms.HandIn(request.POST or None, request.FILES or None, stands=stands)
    if form.is_valid():
        with form.telling():
            actions.hand_in(advice=asked.advice, **form.given, by=request.user, on=today())
            messages.success(request, f"The advice of {asked.service} was handed in. Its clock has stopped.")
            return redirect("desk:case", asked.case_id)
    return render(request, "advice/hand_in/page.jinja", {"page": page.hand_in(asked), "form": form})
