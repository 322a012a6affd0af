"""Answering a letter of the ladder."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import queries
from goldenthread.clock import today
from goldenthread.deadlines import actions
from goldenthread.deadlines.answer_escalation import forms, page
from goldenthread.deadlines.answering.queries import to_answer
from goldenthread.rules.access import Permission


@needs(Permission.WRITE_LETTERS)
def answer_escalation(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """Whoever was written to, or the front door for them, says what is being done."""
    letter = found(to_answer(advice_id, request.user))
    asked = found(queries.asked(advice_id, request.user))
    form = forms.AnswerEscalation(request.POST or None, today=today(), initial={"on": today()})
    if form.is_valid():
        with form.refusing():
            actions.answer_escalation(advice=asked.advice, **form.cleaned_data, by=request.user)
            messages.success(request, f"The answer about {asked.service} stands on the timeline.")
            return redirect("desk:case", asked.case_id)
    screen = page.answer_escalation(asked, letter)
    return render(request, "deadlines/answer_escalation/page.jinja", {"page": screen, "form": form})
