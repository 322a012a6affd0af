"""Filling in the check sheet, before the acknowledgement or after it: all services, or one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.design.words import counted
from goldenthread.intake import actions, queries
from goldenthread.intake.check import forms, page
from goldenthread.rules.access import Permission


@needs(Permission.WORK)
def check(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Record what the records say that were looked into; `?service=` shows one service alone."""
    standing = found(queries.standing(request_id, request.user))
    lines = queries.sheet(standing, today())
    one = [line for line in lines if line.service_id == request.GET.get("service")]
    shown = one or lines
    form = forms.Check(
        request.POST or None, today=today(), initial={"on": today()}, lines=shown, is_anew=True
    )
    if form.is_valid():
        typed, checked = form.cleaned_data, form.checked()
        with form.refusing():
            actions.check(
                request=standing.request,
                checked=checked,
                minutes=typed["minutes"],
                by=request.user,
                on=typed["on"],
            )
            messages.success(
                request,
                f"What {counted(len(checked), 'record')} {'says' if len(checked) == 1 else 'say'} was recorded. "
                "If this changes who will respond, acknowledge the request again.",
            )
            return redirect("desk:checked", standing.case_id)
    screen = page.check(standing, shown, is_one=bool(one))
    return render(request, "intake/check/page.jinja", {"page": screen, "form": form})
