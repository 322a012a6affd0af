"""Keeping somebody out of a case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.cases import actions
from goldenthread.cases.queries import short
from goldenthread.cases.restrict import forms, page
from goldenthread.cases.share.queries import named, on_which
from goldenthread.clock import today
from goldenthread.rules.access import Permission


@needs(Permission.RESTRICT)
def restrict(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """A person by their address, or everybody who is not named on the case."""
    case = found(on_which(case_id, request.user, Permission.RESTRICT))
    form = forms.Restrict(request.POST or None, today=today())
    if form.is_valid():
        with form.refusing():
            who = named(form.email_given)
            made = actions.restrict(case=case, person=who, **form.words, by=request.user, on=today())
            said = f"Kept out: {page.whom(who, made.section)}. This is restriction {short(made.pk)}."
            messages.success(request, said)
            return redirect("desk:access", case.pk)
    shown = {"page": page.restrict(case.pk, case.child.name, case.reference), "form": form}
    return render(request, "cases/restrict/page.jinja", shown)
