"""Starting the ladder of advice that was late before it came here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import queries
from goldenthread.clock import today
from goldenthread.deadlines import actions
from goldenthread.deadlines import queries as deadlines
from goldenthread.deadlines.start import forms, page
from goldenthread.design.words import listed
from goldenthread.rules.access import Permission

LIMIT = "advice"


@needs(Permission.WORK)
def start(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """A person says at which step the ladder starts; it is taken at once."""
    asked = found(queries.asked(advice_id, request.user))
    steps = _steps(asked)
    form = forms.Start(request.POST or None, today=today(), initial={"on": today()}, steps=steps)
    if form.is_valid():
        with form.refusing():
            raised = actions.start(advice=asked.advice, **form.cleaned_data, by=request.user)
            titles = {code: title for code, title, _ in steps}
            taken = [titles[each.step] for each in raised if each.step in titles]
            done = f" Taken at once: {listed(taken)}." if taken else ""
            messages.success(
                request,
                f"The ladder was started for {asked.service}.{done} Later steps follow by themselves.",
            )
            return redirect("desk:case", asked.case_id)
    clock = found(deadlines.clock(advice_id, LIMIT, request.user))
    screen = page.start(asked, is_waiting=clock.is_before_go_live)
    return render(request, "deadlines/start/page.jinja", {"page": screen, "form": form})


def _steps(asked: queries.Asked) -> list[tuple[str, str, str]]:
    """The ladder that the request was sought under: code, title, who writes to whom."""
    called = {role["code"]: _called(role, asked.service) for role in asked.pack.get("role", [])}

    def who(code: str) -> str:
        return called.get(code, code)

    rows = asked.pack["ladder"]["step"]
    return [
        (row["code"], row["title"], f"{who(row['from'])} to {listed(list(map(who, row['to'])))}")
        for row in rows
    ]


def _called(role: Mapping[str, Any], service: str) -> str:
    """A role by its name; the service that was asked by its own."""
    return service if role.get("per_service") == "contact" else str(role["name"])
