"""Taking a link back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions, queries
from goldenthread.advice.by_link.queries import live_of
from goldenthread.advice.revoke_answer import forms, page
from goldenthread.clock import today
from goldenthread.design.words import moment
from goldenthread.rules.access import Permission


@needs(Permission.WORK)
def revoke_answer(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """It opens nothing any more."""
    asked = found(queries.asked(advice_id, request.user))
    live = {str(link.pk): link for link in live_of(advice_id, request.user)}
    form = forms.Revoke(
        request.POST or None,
        links=[(key, f"{link.email}, sent {moment(link.made_at)}") for key, link in live.items()],
    )
    if form.is_valid():
        with form.refusing():
            link = live[form.cleaned_data["link"]]
            actions.revoke_answer(link=link, by=request.user, on=today())
            messages.success(request, f"The link that was sent to {link.email} was taken back.")
            return redirect("advice:invite_answer", advice_id)
    screen = page.revoke_answer(asked, is_any=bool(live))
    return render(request, "advice/revoke_answer/page.jinja", {"page": screen, "form": form})
