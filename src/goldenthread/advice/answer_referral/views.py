"""Answering a full referral."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions, queries
from goldenthread.advice.answer_referral import forms, page
from goldenthread.cases.queries import sections
from goldenthread.clock import today
from goldenthread.rules.access import Permission


@needs(Permission.ANSWER)
def answer_referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Accept it with a date, or say what else becomes of it."""
    referral = found(queries.referral(referral_id, request.user))
    form = forms.AnswerReferral(request.POST or None, today=today(), initial={"on": today()})
    if form.is_valid():
        with form.refusing():
            actions.answer_referral(referral=referral, **form.cleaned_data, by=request.user)
            messages.success(
                request, f"What becomes of the referral to {referral.service.label} was recorded."
            )
            return redirect("desk:case", referral.case_id)
    screen = page.answer_referral(referral, sections(request.user, [referral.case]))
    return render(request, "advice/answer_referral/page.jinja", {"page": screen, "form": form})
