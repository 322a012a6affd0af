"""Closing a letter."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.post import actions, queries
from goldenthread.post.close import forms, page
from goldenthread.rules.access import Permission
from goldenthread.rules.sending import Told


@needs(Permission.WORK)
def close(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Its recipient knows; or has nothing to know any more."""
    message = found(queries.undelivered(message_id, request.user))
    initial = {"version": message.version, "told_on": today()}
    form = forms.Close(request.POST or None, initial=initial, today=today())
    if form.is_valid():
        with form.refusing():
            given = form.cleaned_data
            words = {
                "told": Told[given["told"]],
                "told_on": given["told_on"],
                "version": int(given["version"]),
            }
            actions.close(message=message, **words, by=request.user, on=today())
            messages.success(request, "The letter is closed.")
            return redirect("desk:letter", message.pk)
    return render(request, "post/close/page.jinja", {"page": page.close(message), "form": form})
