"""Saying what the child and the family hope for."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.design.editing import Stands, conflict
from goldenthread.intake import actions, queries
from goldenthread.intake.describe import forms, page
from goldenthread.rules.access import Permission
from goldenthread.rules.refusals import Stale


@needs(Permission.WORK)
def describe(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Save what was changed; where somebody else described the request meanwhile, ask what to keep."""
    standing = found(queries.standing(request_id, request.user))
    form = forms.Describe(request.POST or None, today=today(), stands=_stands(standing))
    screen = page.describe(standing)
    if form.is_undecided:
        return conflict(request, form, _stands(standing), screen)
    if form.is_valid():
        with form.refusing():
            try:
                return _saved(request, standing, form)
            except Stale:
                now = found(queries.standing(request_id, request.user))
                return conflict(request, form, _stands(now), screen)
    return render(request, "intake/describe/page.jinja", {"page": screen, "form": form})


def _stands(standing: queries.Standing) -> Stands:
    described = standing.request
    values = {"aspirations": described.aspirations, "outcomes": described.outcomes}
    return Stands(described.pk, described.version, values)


def _saved(request: HttpRequest, standing: queries.Standing, form: forms.Describe) -> HttpResponse:
    changes = form.changes()
    if changes:
        words = {"request": standing.request, "version": form.before.version, "changes": changes}
        actions.describe(**words, by=request.user, on=today())
    messages.success(
        request,
        "Saved. Whoever is asked for advice reads it with the request."
        if changes
        else "Nothing was changed.",
    )
    return redirect("desk:case", standing.case_id)
