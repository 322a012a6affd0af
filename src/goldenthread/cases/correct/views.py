"""Correcting an entry of the timeline."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.cases import actions, queries
from goldenthread.cases.append import as_told
from goldenthread.cases.correct import forms, page
from goldenthread.cases.correct.names import names
from goldenthread.clock import today
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import effective
from goldenthread.rules.sentences import sentence


@needs(Permission.CORRECT)
def correct(request: HttpRequest, fact_id: UUID) -> HttpResponse:
    """Another day, or that it never happened, with the reason."""
    entry = found(queries.entry(fact_id, request.user))
    form = forms.Correct(request.POST or None, today=today())
    if form.is_valid():
        with form.refusing():
            actions.correct(
                fact=entry,
                happened_on=form.day,
                is_void=form.is_void,
                reason=form.cleaned_data["reason"],
                by=request.user,
                on=today(),
            )
            messages.success(
                request, "The entry was put right, and every date that follows from it is worked out anew."
            )
            return redirect("desk:case", entry.case_id)
    return render(request, "cases/correct/page.jinja", {"page": _page(request, entry), "form": form})


def _page(request: HttpRequest, entry: Any) -> page.Correct:
    told = queries.history(entry.case_id, request.user)
    standing = next((fact for fact in effective(told) if fact.id == str(entry.pk)), None)
    shown = standing or as_told(entry)
    return page.correct(
        case_id=entry.case_id,
        child=entry.case.child.name,
        reference=entry.case.reference,
        kind=entry.kind,
        sentence=sentence(shown, names(entry.area_id, told)),
        happened_on=shown.happened_on,
        is_struck_out=standing is None,
        recorded_by=entry.by.name,
    )
