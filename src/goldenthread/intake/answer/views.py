"""Answering a question."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.intake import actions
from goldenthread.intake.answer import forms, page
from goldenthread.intake.questions import queries
from goldenthread.rules.access import Permission


@needs(Permission.ASK)
def answer(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """The answer of whoever it was put to; absent for everybody else."""
    asked = found(queries.to_answer(question_id, request.user))
    form = forms.Answer(request.POST or None, today=today())
    if form.is_valid():
        with form.refusing():
            actions.answer(question_id=question_id, **form.cleaned_data, by=request.user, on=today())
            messages.success(request, "The question is answered. Whoever asked reads it on the case.")
            return redirect("desk:case", asked.case_id)
    return render(request, "intake/answer/page.jinja", {"page": page.answer(asked), "form": form})
