"""Ending a relation. Asked first, then sent: a link alone ends nothing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.cases import actions
from goldenthread.cases.share import queries
from goldenthread.cases.unshare import page
from goldenthread.clock import today
from goldenthread.design.forms import Form
from goldenthread.rules.access import Basis, Permission


@needs(Permission.SHARE)
def unshare(request: HttpRequest, relation_id: UUID) -> HttpResponse:
    """It counts from this moment."""
    relation = found(queries.relation(relation_id, request.user))
    who, case = str(relation.person or relation.organisation), relation.case
    form = Form(request.POST or None)
    if form.is_valid():
        with form.refusing():
            actions.unshare(relation=relation, by=request.user, on=today())
            messages.success(request, f"The access of {who} has ended.")
            return redirect("desk:access", case.pk)
    shown = page.unshare(case.pk, case.child.name, case.reference, who, Basis(relation.basis).words)
    return render(request, "cases/unshare/page.jinja", {"page": shown, "form": form})
