"""Opening the not-known route by a link."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.advice import actions, queries
from goldenthread.advice.by_link import page
from goldenthread.advice.by_link.visiting import Visit, visited
from goldenthread.advice.route import forms
from goldenthread.clock import today
from goldenthread.design.words import day


@visited
def by_link_not_known(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Record what the service says; the request goes on, and the link with it."""
    records = queries.unseen(visit.asked, visit.person, today())
    form = forms.Route(request.POST or None, today=today(), initial={"on": today()}, records=records)
    if form.is_valid():
        with form.refusing():
            actions.route(advice=visit.asked.advice, **form.told, by=visit.person)
            messages.success(
                request,
                "What you said was recorded, and the single point of contact takes it on. The request stays open: its "
                f"advice is still due by {day(visit.asked.due_on)}.",
            )
            return redirect("advice:by_link")
    return render(request, "advice/route/page.jinja", {"page": page.say(visit.asked), "form": form})
