"""Opening a case in an emergency. What it is found by is sent in the form, never in an address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import needs
from goldenthread.cases import actions
from goldenthread.cases.open_in_emergency import forms, page
from goldenthread.clock import today
from goldenthread.rules.access import Permission


@needs(Permission.EMERGENCY)
def open_in_emergency(request: HttpRequest) -> HttpResponse:
    """For whoever may: the case's page opens, and says until when."""
    form = forms.OpenInEmergency(request.POST or None)
    if form.is_valid():
        with form.refusing():
            opening = actions.open_in_emergency(**form.cleaned_data, by=request.user, on=today())
            return redirect("desk:case", opening.case_id)
    shown = {"page": page.open_in_emergency(), "form": form}
    return render(request, "cases/open_in_emergency/page.jinja", shown)
