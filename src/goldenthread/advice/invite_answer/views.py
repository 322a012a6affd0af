"""Sending a link."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.accounts.queries import moment
from goldenthread.advice import actions, queries
from goldenthread.advice.by_link.queries import of_advice
from goldenthread.advice.invite_answer import forms, page
from goldenthread.clock import today
from goldenthread.rules.access import Permission


@needs(Permission.WORK)
def invite_answer(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """Send it, and say where to."""
    asked = found(queries.asked(advice_id, request.user))
    offered = queries.link_recipients(asked.advice)
    form = forms.Invite(
        request.POST or None, recipients=[(code, f"{to.name}, {to.address}") for code, to in offered.items()]
    )
    if form.is_valid():
        with form.refusing():
            link = actions.invite_answer(
                advice=asked.advice, recipient=form.cleaned_data["recipient"], by=request.user, on=today()
            )
            messages.success(request, f"The link leaves for {link.email}. It works for 14 days.")
            return redirect("advice:invite_answer", advice_id)
    screen = page.invite_answer(asked, of_advice(advice_id, request.user), moment(request.user))
    return render(request, "advice/invite_answer/page.jinja", {"page": screen, "form": form})
