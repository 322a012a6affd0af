"""Handing the advice in as a document, by a link: the same checks, and then the link has ended."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.advice import actions
from goldenthread.advice.answer.queries import draft_version
from goldenthread.advice.by_link import page
from goldenthread.advice.by_link.visiting import Visit, visited
from goldenthread.advice.hand_in import forms
from goldenthread.clock import today


@visited
def by_link_document(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The file is checked and kept, and the advice is here."""
    stands = draft_version(visit.asked.advice.pk, visit.person)
    form = forms.HandIn(request.POST or None, request.FILES or None, stands=stands)
    if form.is_valid():
        with form.telling():
            actions.hand_in(advice=visit.asked.advice, **form.given, by=visit.person, on=today())
            return redirect("advice:by_link_done")
    return render(request, "advice/hand_in/page.jinja", {"page": page.bring(visit.asked), "form": form})
