"""Saying that a mail which was filed by itself was looked at and asks for nothing more."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.design import forms
from goldenthread.inbox import actions, queries
from goldenthread.inbox.deed import on_mail
from goldenthread.rules.access import Permission

INTRO = (
    "It stays on the case, and nobody is asked to look at it any more. If it brought the advice, record that instead: "
    "only then does the clock stop."
)


@needs(Permission.WORK)
def settle(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Nobody is asked to look at it any more."""
    of = found(queries.mail(mail_id, request.user))
    form = forms.Form(request.POST or None)
    if form.is_valid():
        with form.refusing():
            actions.settle(mail=of, by=request.user, on=today())
            messages.success(request, "The mail asks for nothing more.")
            return redirect("desk:case", of.case_id)
    screen = on_mail(
        of, title="This mail asks for nothing more", button="It asks for nothing more", intro=INTRO
    )
    return render(request, "cases/deed.jinja", {"page": screen, "form": form})
