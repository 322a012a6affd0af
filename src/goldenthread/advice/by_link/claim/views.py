"""Claiming an exemption by a link, on a ground of the law."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.advice import actions
from goldenthread.advice.by_link import page
from goldenthread.advice.by_link.visiting import Visit, visited
from goldenthread.advice.excuse import forms
from goldenthread.clock import today
from goldenthread.design.words import day


@visited
def by_link_exemption(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Record the claim; the date stays, and the link with it."""
    form = forms.Excuse(request.POST or None, today=today(), initial={"on": today()})
    if form.is_valid():
        with form.refusing():
            actions.excuse(advice=visit.asked.advice, **form.claim(), by=visit.person)
            messages.success(
                request, f"The exemption was recorded. The advice is still due by {day(visit.asked.due_on)}."
            )
            return redirect("advice:by_link")
    return render(request, "advice/excuse/page.jinja", {"page": page.claim(visit.asked), "form": form})
