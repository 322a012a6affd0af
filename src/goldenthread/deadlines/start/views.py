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
from goldenthread.deadlines.start import forms, page
from goldenthread.design.words import listed
from goldenthread.rules.access import Permission


@needs(Permission.WORK)
def start(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """A person says at which step the ladder starts; it is taken at once."""
    asked = found(queries.asked(advice_id, request.user))
    steps = _steps(asked.pack)
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
    return render(request, "deadlines/start/page.jinja", {"page": page.start(asked), "form": form})


def _steps(pack: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """The ladder that the request was sought under: code, title, who writes to whom."""
    roles = {role["code"]: role["name"] for role in pack.get("role", [])}
    return [
        (
            row["code"],
            row["title"],
            f"{roles.get(row['from'], row['from'])} to {listed([roles.get(to, to) for to in row['to']])}",
        )
        for row in pack["ladder"]["step"]
    ]
