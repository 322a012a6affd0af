"""Putting a child's particulars right."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.directory.queries import schools
from goldenthread.people import actions, queries
from goldenthread.people.amend import forms, page
from goldenthread.rules.access import Permission

PLAIN = ("forename", "surname", "born_on", "nhs_number", "upn", "gp_practice")


@needs(Permission.RECEIVE)
def amend(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Save only what was changed."""
    child = found(queries.child(child_id, request.user))
    places = {str(school.pk): school for school in schools()}
    form = forms.Amend(
        request.POST or None,
        today=today(),
        initial={**{name: getattr(child, name) for name in PLAIN}, "school": str(child.school_id or "")},
        schools=[(key, school.name) for key, school in places.items()],
    )
    screen = page.amend(child.pk, child.name)
    if form.is_valid():
        changes = form.changes()
        if "school" in changes:
            changes["school"] = places.get(changes["school"])
        with form.refusing():
            if changes:
                actions.amend(child=child, changes=changes, by=request.user, on=today())
            messages.success(request, "The particulars were saved." if changes else "Nothing was changed.")
            return redirect("desk:child", child.pk)
    return render(request, "people/amend/page.jinja", {"page": screen, "form": form})
