"""Sending a service its list."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions
from goldenthread.advice.send_list import page
from goldenthread.advice.workbook import queries
from goldenthread.clock import today
from goldenthread.design import forms
from goldenthread.design.words import counted
from goldenthread.rules.access import Permission
from goldenthread.rules.refusals import Refused


@needs(Permission.WORK)
def send_list(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Say how it leaves, and send it. Where it cannot be sent, the service's page says why."""
    service = found(queries.service(service_id, request.user))
    try:
        way = queries.way(service, today())
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("desk:service", service.pk)
    form = forms.Form(request.POST or None)
    if form.is_valid():
        with form.refusing():
            listed = actions.send_list(service=service, by=request.user, on=today())
            what = "The list" if way.is_attached else "The letter"
            messages.success(
                request, f"{what} leaves for {way.to.name}: {counted(len(listed.lines), 'open request')}."
            )
            return redirect("desk:service", service.pk)
    return render(request, "cases/deed.jinja", {"page": page.send_list(service, way), "form": form})
