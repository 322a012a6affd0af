"""Moving a promise of late advice, or taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import queries
from goldenthread.clock import today
from goldenthread.deadlines import actions
from goldenthread.deadlines.change_promise import forms, page
from goldenthread.deadlines.queries import promise
from goldenthread.design.words import day
from goldenthread.rules.access import Permission


@needs(Permission.WRITE_LETTERS)
def change_promise(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """Whoever promised the advice says another day, or that there is none any more."""
    promised_on = found(promise(advice_id, request.user, today()))
    asked = found(queries.asked(advice_id, request.user))
    causes = {row["code"]: row["title"] for row in asked.pack.get("cause", [])}
    form = forms.ChangePromise(request.POST or None, today=today(), causes=causes)
    if form.is_valid():
        with form.refusing():
            typed = form.cleaned_data
            words = {"promised_on": form.day, "reason": typed["reason"], "remark": typed["remark"]}
            actions.change_promise(advice=asked.advice, **words, by=request.user, on=today())
            messages.success(
                request,
                f"The advice is promised by {day(form.day)}."
                if form.day
                else "The promise was taken back. A letter waits for your new answer.",
            )
            return redirect("desk:case", asked.case_id)
    screen = page.change_promise(asked, promised_on)
    return render(request, "deadlines/change_promise/page.jinja", {"page": screen, "form": form})
