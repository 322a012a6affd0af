"""Bringing a filled-in list back, from one's own files or from a mail that waits."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions
from goldenthread.advice.bring_back import forms, page
from goldenthread.advice.workbook import queries
from goldenthread.advice.workbook.reading import read
from goldenthread.clock import today
from goldenthread.inbox import actions as inbox
from goldenthread.inbox.queries import attachment
from goldenthread.rules.access import Permission
from goldenthread.rules.refusals import Refused


@needs(Permission.ANSWER)
def bring_back(request: HttpRequest) -> HttpResponse:
    """Read the workbook; one that is no list is refused, and not kept."""
    mailed = _mailed(request)
    form: Any = (
        forms.FromMail(request.POST if request.method == "POST" else None)
        if mailed
        else forms.BringBack(request.POST or None, request.FILES or None)
    )
    if form.is_valid():
        with form.refusing():
            return redirect("advice:take_back", _kept(request, mailed, form))
    screen = page.bring_back(
        queries.waiting(request.user), queries.services(request.user), mailed.name if mailed else ""
    )
    return render(request, "advice/bring_back/page.jinja", {"page": screen, "form": form})


def _mailed(request: HttpRequest) -> Any:
    """The file of a mail that is to be looked at, where the address names one that the viewer may see."""
    named = request.GET.get("attachment", "")
    if not named:
        return None
    try:
        return found(attachment(UUID(named), request.user))
    except ValueError:
        raise Http404 from None


def _kept(request: HttpRequest, mailed: Any, form: Any) -> Any:
    """The list, kept once it has been read without a refusal."""
    if mailed:
        content, name = inbox.look_at(attachment=mailed, by=request.user, on=today()), mailed.name
    else:
        file = form.cleaned_data["file"]
        content, name = file.read(), file.name
    try:
        return actions.bring_back(rows=read(content, name), file_name=name, by=request.user, on=today()).pk
    except Refused as refused:
        raise Refused(refused.sentence, field="file") from refused
