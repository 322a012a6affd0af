"""Putting a child's particulars right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.design.editing import Stands, conflict
from goldenthread.directory.queries import schools
from goldenthread.people import actions, queries
from goldenthread.people.amend import forms, page
from goldenthread.rules.access import Permission, Section
from goldenthread.rules.refusals import Stale

PLAIN = ("forename", "surname", "born_on", "nhs_number", "upn", "gp_practice")


@needs(Permission.RECEIVE)
def amend(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Save only what was changed; where somebody else changed the child meanwhile, ask what to keep."""
    child = found(queries.mendable(child_id, request.user, Section.IDENTIFIERS))
    places = {str(school.pk): school for school in schools()}
    offered = [(key, school.name) for key, school in places.items()]
    form = forms.Amend(request.POST or None, today=today(), stands=_stands(child), schools=offered)
    screen = page.amend(child.pk, child.name)
    if form.is_undecided:
        return conflict(request, form, _stands(child), screen)
    if form.is_valid():
        with form.refusing():
            try:
                return _saved(request, child, form, places)
            except Stale:
                now = found(queries.mendable(child_id, request.user, Section.IDENTIFIERS))
                return conflict(request, form, _stands(now), screen)
    return render(request, "people/amend/page.jinja", {"page": screen, "form": form})


def _stands(child: Any) -> Stands:
    """The child's particulars as the form shows them."""
    values = {**{name: getattr(child, name) for name in PLAIN}, "school": str(child.school_id or "")}
    return Stands(child.pk, child.version, values)


def _saved(request: HttpRequest, child: Any, form: forms.Amend, places: dict[str, Any]) -> HttpResponse:
    changes = form.changes()
    if "school" in changes:
        changes["school"] = places.get(changes["school"])
    if changes:
        version = form.before.version
        actions.amend(child=child, version=version, changes=changes, by=request.user, on=today())
    messages.success(request, "The particulars were saved." if changes else "Nothing was changed.")
    return redirect("desk:child", child.pk)
