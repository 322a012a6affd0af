"""Putting a parent's or carer's particulars right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.design.editing import Stands, conflict
from goldenthread.people import actions, queries
from goldenthread.people.amend_carer import forms, page
from goldenthread.rules.access import Classification, Permission
from goldenthread.rules.refusals import Stale


@needs(Permission.RECEIVE)
def amend_carer(request: HttpRequest, carer_id: UUID) -> HttpResponse:
    """Save only what was changed; where somebody else changed it meanwhile, ask what to keep."""
    carer = found(queries.carer(carer_id, request.user))
    beyond = queries.beyond(request.user)
    form = forms.AmendCarer(request.POST or None, today=today(), stands=stands(carer), beyond=beyond)
    screen = page.amend_carer(carer.name, carer.child_id, carer.child.name)
    if form.is_undecided:
        return conflict(request, form, stands(carer), screen)
    if form.is_valid():
        with form.refusing():
            try:
                return _saved(request, carer, form)
            except Stale:
                now = found(queries.carer(carer_id, request.user))
                return conflict(request, form, stands(now), screen)
    return render(request, "people/amend_carer/page.jinja", {"page": screen, "form": form})


def stands(carer: Any) -> Stands:
    """The carer as the form shows them."""
    return Stands(carer.pk, carer.version, {name: getattr(carer, name) for name in actions.OF_A_CARER})


def _saved(request: HttpRequest, carer: Any, form: forms.AmendCarer) -> HttpResponse:
    changes = form.changes()
    if not changes:
        messages.success(request, "Nothing was changed.")
        return redirect("desk:child", carer.child_id)
    version = form.before.version
    saved = actions.amend_carer(carer=carer, version=version, changes=changes, by=request.user, on=today())
    is_unseen = Classification(saved.classification) in queries.beyond(request.user)
    messages.success(request, page.amended(saved.name, is_unseen=is_unseen))
    return redirect("desk:child", saved.child_id)
