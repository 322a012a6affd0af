"""Adding a parent or carer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.people import actions, queries
from goldenthread.people.add_carer import forms, page
from goldenthread.rules.access import Permission, Section


@needs(Permission.RECEIVE)
def add_carer(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Record who cares for the child."""
    child = found(queries.mendable(child_id, request.user, Section.HOUSEHOLD))
    beyond = queries.beyond(request.user)
    form = forms.AddCarer(request.POST or None, beyond=beyond)
    if form.is_valid():
        with form.refusing():
            given = form.given
            carer = actions.add_carer(child=child, **given, by=request.user, on=today())
            is_unseen = given["classification"] in beyond
            messages.success(request, page.added(carer.name, child.name, is_unseen=is_unseen))
            return redirect("desk:child", child.pk)
    return render(
        request, "people/add_carer/page.jinja", {"page": page.add_carer(child.pk, child.name), "form": form}
    )
