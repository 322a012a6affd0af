"""Withdrawing a request for advice."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions, queries
from goldenthread.advice.withdraw import forms, page
from goldenthread.clock import today
from goldenthread.rules.access import Permission


@needs(Permission.WORK)
def withdraw(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """End this service's clock, with a reason."""
    asked = found(queries.asked(advice_id, request.user))
    form = forms.Withdraw(request.POST or None, today=today(), initial={"on": today()})
    if form.is_valid():
        with form.refusing():
            actions.withdraw(advice=asked.advice, **form.cleaned_data, by=request.user)
            messages.success(
                request,
                f"{asked.service} is no longer asked and its clock has ended. "
                + ("A letter tells it so." if page.is_written_to(asked) else "Tell the service."),
            )
            return redirect("desk:case", asked.case_id)
    return render(request, "advice/withdraw/page.jinja", {"page": page.withdraw(asked), "form": form})
