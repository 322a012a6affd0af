"""Saying that one will see to a mail."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.design import forms
from goldenthread.design.words import day
from goldenthread.inbox import actions, queries
from goldenthread.inbox.deed import on_mail
from goldenthread.rules.access import Permission


@needs(Permission.WORK)
def take(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """The mail has an owner with a name from now on."""
    of = found(queries.mail(mail_id, request.user))
    form = forms.Form(request.POST or None)
    if form.is_valid():
        with form.refusing():
            actions.take(mail=of, by=request.user, on=today())
            messages.success(request, "The mail is yours to see to.")
            return redirect("inbox:mail", of.pk)
    intro = f"Your name stands beside it until it is filed, or said to be of no case. It is due by {day(of.due_on)}."
    screen = on_mail(of, title="See to this mail", button="I will see to it", intro=intro)
    return render(request, "cases/deed.jinja", {"page": screen, "form": form})
