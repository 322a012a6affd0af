"""Confirming what a young person wishes, once the rights are theirs."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.cases import actions
from goldenthread.cases.confirm_wishes import forms, page, queries
from goldenthread.clock import today
from goldenthread.rules.access import Permission


@needs(Permission.SHARE)
def confirm_wishes(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """When they were asked, what they wish, who decides, and each parent's access."""
    passing = found(queries.passing(case_id, request.user))
    form = forms.ConfirmWishes(request.POST or None, today=today(), parents=passing.parents)
    if form.is_valid():
        with form.refusing():
            actions.confirm_wishes(case=passing.case, **form.words, by=request.user)
            messages.success(
                request, "It is confirmed, and stands on the timeline. Below is who can see the case."
            )
            return redirect("desk:access", passing.case.pk)
    shown = {"page": page.confirm_wishes(passing, today()), "form": form}
    return render(request, "cases/confirm_wishes/page.jinja", shown)
