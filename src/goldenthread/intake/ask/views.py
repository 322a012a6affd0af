"""Asking about a case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.design.words import day
from goldenthread.directory.queries import current_pack
from goldenthread.intake import actions
from goldenthread.intake.ask import forms, page
from goldenthread.intake.questions import queries
from goldenthread.rules.access import Permission
from goldenthread.rules.questions import answer_within


@needs(Permission.ASK)
def ask(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One question to a service, the council or a role of the area."""
    case = found(queries.case(case_id, request.user))
    about = {str(each.pk): each for each in queries.requests(case, request.user)}
    owners = queries.owners(case, request.user)
    requests = [(key, f"The request from {each.council.name}") for key, each in about.items()]
    form = forms.Ask(request.POST or None, today=today(), owners=owners, requests=requests)
    if form.is_valid():
        with form.refusing():
            words = form.cleaned_data
            asked = actions.ask(
                case=case,
                to=words["to"],
                request=about.get(words["about"]),
                text=words["text"],
                by=request.user,
                on=today(),
            )
            messages.success(request, f"{owners[words['to']]} is asked, and answers by {day(asked.due_on)}.")
            return redirect("desk:case", case.pk)
    pack = current_pack(case.area_id)
    within = answer_within(pack.data if pack else {})
    screen = page.ask(case.pk, case.child.name, case.reference, within)
    return render(request, "intake/ask/page.jinja", {"page": screen, "form": form})
