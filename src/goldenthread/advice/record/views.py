"""Recording the advice that came."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions, queries
from goldenthread.advice.record import forms, page
from goldenthread.clock import today
from goldenthread.design.words import counted, listed
from goldenthread.rules.access import Permission


@needs(Permission.ANSWER)
def record(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """Stop the clock of every service that the report answers."""
    asked = found(queries.asked(advice_id, request.user))
    others = {
        str(each.pk): each for each in queries.awaited(asked.case_id, request.user) if each.pk != advice_id
    }
    form = forms.Record(
        request.POST or None,
        today=today(),
        initial={"on": today()},
        others=[(key, each.service.label) for key, each in others.items()],
    )
    if form.is_valid():
        typed = form.cleaned_data
        joined = [others[key] for key in typed.pop("also", [])]
        with form.refusing():
            actions.record(advices=[asked.advice, *joined], **typed, by=request.user)
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
