"""Saying that a mail is of no case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.inbox import actions, queries
from goldenthread.inbox.deed import on_mail
from goldenthread.inbox.dismiss import forms
from goldenthread.rules.access import Permission

INTRO = "It stays as it came, among the mails of no case. Nothing of it is deleted."


@needs(Permission.WORK)
def dismiss(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """With the reason."""
    of = found(queries.mail(mail_id, request.user))
    form = forms.Dismiss(request.POST or None)
    if form.is_valid():
        with form.refusing():
            actions.dismiss(mail=of, reason=form.cleaned_data["reason"], by=request.user, on=today())
            messages.success(request, "The mail is of no case.")
            return redirect("inbox:inbox")
    screen = on_mail(of, title="This mail is of no case", button="It is of no case", intro=INTRO)
    return render(request, "cases/deed.jinja", {"page": screen, "form": form})
