"""Lifting a restriction. Asked first, then sent: a link alone lifts nothing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.cases import actions
from goldenthread.cases.lift import page, queries
from goldenthread.cases.restrict.page import whom
from goldenthread.clock import today
from goldenthread.design.forms import Form
from goldenthread.rules.access import Permission


@needs(Permission.LIFT)
def lift(request: HttpRequest, restriction_id: UUID) -> HttpResponse:
    """It counts from this moment. Who does not see the case lifts it by its reference."""
    restriction = queries.restriction(restriction_id, request.user)
    if restriction is None:
        return _by_reference(request, restriction_id)
    case = restriction.case
    form = Form(request.POST or None)
    if form.is_valid():
        with form.refusing():
            actions.lift(restriction_id=restriction.pk, by=request.user, on=today())
            messages.success(request, "The restriction is lifted.")
            return redirect("desk:access", case.pk)
    shown = page.lift(
        case.pk,
        case.child.name,
        case.reference,
        whom(restriction.person, restriction.section),
        restriction.get_reason_display(),
    )
    return render(request, "cases/lift/page.jinja", {"page": shown, "form": form})


def _by_reference(request: HttpRequest, restriction_id: UUID) -> HttpResponse:
    one = found(queries.restricted(restriction_id, request.user))
    form = Form(request.POST or None)
    if form.is_valid():
        with form.refusing():
            actions.lift(restriction_id=one.id, by=request.user, on=today())
            messages.success(request, f"Restriction {one.reference} is lifted.")
            return redirect("desk:restrictions")
    return render(request, "cases/lift/page.jinja", {"page": page.by_reference(one), "form": form})
