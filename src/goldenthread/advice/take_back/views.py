"""Looking at a list that came back, taking some of its rows in, or putting it away."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import needs
from goldenthread.advice import actions
from goldenthread.advice.take_back import forms, page
from goldenthread.advice.workbook import queries
from goldenthread.advice.workbook.returned import Kind, Returned
from goldenthread.clock import today
from goldenthread.design.words import counted
from goldenthread.rules.access import Permission

GONE = "That list is no longer here: it was put away, or replaced by another."


@needs(Permission.ANSWER)
def take_back(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Rehearse every row; do those that were ticked, or put the list away, where that was pressed."""
    viewer, on = request.user, today()
    brought = queries.brought(list_id, viewer)
    if brought is None:
        messages.info(request, GONE)
        return redirect("advice:bring_back")
    pressed = request.POST.get("do")
    if pressed == "put_away":
        actions.put_away(by=viewer, on=on)
        messages.success(request, f"{brought.file_name} was put away. What was taken in stays.")
        return redirect("desk:worklist")
    found = actions.take_back(brought=brought, is_rehearsal=True, by=viewer, on=on)
    form = forms.TakeBack(request.POST if pressed == "take" else None, found=found)
    if form.is_valid() and "rows" in form.fields:
        with form.refusing():
            chosen = form.chosen()
            after = actions.take_back(brought=brought, rows=chosen, by=viewer, on=on)
            done = sum(row.number in chosen and row.kind is Kind.NOTHING for row in after)
            messages.success(request, f"{counted(done, 'row')} taken in. {_left(after)}")
            return redirect("advice:take_back", brought.pk)
    built = page.take_back(brought, found)
    return render(request, "advice/take_back/page.jinja", {"page": built, "form": form})


def _left(after: Sequence[Returned]) -> str:
    """What there is still to do with the list."""
    waits = sum(row.kind in (Kind.NEW, Kind.CONFLICT, Kind.REFUSED) for row in after)
    return f"{counted(waits, 'row')} to see to below." if waits else "You can put the list away."
