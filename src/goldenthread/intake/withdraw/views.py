"""Withdrawing a council's request."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.intake import actions, queries
from goldenthread.intake.withdraw import forms, page
from goldenthread.rules.access import Permission


@needs(Permission.CORRECT)
def withdraw(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """End every clock of the request, with a reason."""
    standing = found(queries.standing(request_id, request.user))
    form = forms.Withdraw(request.POST or None, today=today(), initial={"on": today()})
    if form.is_valid():
        with form.refusing():
            actions.withdraw(request=standing.request, **form.cleaned_data, by=request.user)
            messages.success(
                request,
                "The request was withdrawn and its clocks have ended. Tell the services that were asked that they need "
                "not answer.",
            )
            return redirect("desk:case", standing.case_id)
    return render(request, "intake/withdraw/page.jinja", {"page": page.withdraw(standing), "form": form})
