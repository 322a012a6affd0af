"""Taking a mail off a wrong case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.advice import actions
from goldenthread.advice.queries import recorded_from
from goldenthread.advice.unfile import forms, page
from goldenthread.clock import today
from goldenthread.design.words import counted
from goldenthread.inbox import queries
from goldenthread.rules.access import Permission


@needs(Permission.CORRECT)
def unfile(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """With its reason; then the mail, which waits."""
    of = found(queries.mail(mail_id, request.user))
    form = forms.Unfile(request.POST or None)
    if form.is_valid():
        with form.refusing():
            struck = actions.unfile(mail=of, reason=form.cleaned_data["reason"], by=request.user, on=today())
            told = (
                f" {counted(len(struck), 'entry', 'entries')} of advice struck out there." if struck else ""
            )
            messages.success(request, f"The mail was taken off the case and waits to be filed.{told}")
            return redirect("inbox:mail", of.pk)
    screen = page.unfile(of, len(queries.brought_by(of, request.user)), recorded_from(of, request.user))
    return render(request, "cases/deed.jinja", {"page": screen, "form": form})
