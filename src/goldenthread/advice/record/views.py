"""Recording the advice that came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions, queries
from goldenthread.advice.record import forms, page
from goldenthread.clock import today
from goldenthread.design.words import counted, listed
from goldenthread.inbox import actions as inbox
from goldenthread.inbox.queries import brought_by, named
from goldenthread.rules.access import Permission


@needs(Permission.ANSWER)
def record(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """Stop the clock of every service that the report answers."""
    asked = found(queries.asked(advice_id, request.user))
    others = {
        str(each.pk): each for each in queries.awaited(asked.case_id, request.user) if each.pk != advice_id
    }
    documents = {str(each.pk): each for each in queries.unrecorded(asked.advice, request.user)}
    form = forms.Record(
        request.POST or None,
        today=today(),
        initial={"on": today(), **_from_mail(request, asked, documents)},
        others=[(key, each.service.label) for key, each in others.items()],
        documents=[(key, each.title) for key, each in documents.items()],
    )
    if form.is_valid():
        typed = form.cleaned_data
        joined = [others[key] for key in typed.pop("also", [])]
        chosen = documents.get(typed.pop("document", ""))
        typed["title"] = typed["title"] or (chosen.title if chosen else "")
        with form.refusing():
            report = actions.record(
                advices=[asked.advice, *joined], document=chosen, **typed, by=request.user
            )
            _settle(request, asked, report.pk)
            services = [asked.service, *(each.service.label for each in joined)]
            waiting = len(others) - len(joined)
            still = (
                f"{counted(waiting, 'service')} of this case still to come."
                if waiting
                else "Nothing else is awaited."
            )
            messages.success(request, f"The advice of {listed(services)} was recorded. {still}")
            return redirect("desk:case", asked.case_id)
    return render(request, "advice/record/page.jinja", {"page": page.record(asked), "form": form})


def _from_mail(request: HttpRequest, asked: queries.Asked, documents: Mapping[str, Any]) -> dict[str, Any]:
    """Where a mail of the case is said to bring the advice: the day it was received, and what it brought."""
    of = _mail(request, asked)
    if of is None:
        return {}
    brought = [key for key in map(str, brought_by(of, request.user)) if key in documents]
    return {"on": of.received_on, **({"document": brought[0]} if len(brought) == 1 else {})}


def _settle(request: HttpRequest, asked: queries.Asked, report: UUID) -> None:
    """The mail that brought the advice asks for nothing more."""
    of = _mail(request, asked)
    if of is not None:
        inbox.settle(mail=of, report=report, by=request.user, on=today())


def _mail(request: HttpRequest, asked: queries.Asked) -> Any:
    """The mail from which somebody came here, of this case."""
    of = named(request.GET.get("mail", ""), request.user)
    return of if of is not None and of.case_id == asked.case_id else None
