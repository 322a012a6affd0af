"""Saying that a letter was posted."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.post import actions, queries
from goldenthread.post.send_by_post import forms, page
from goldenthread.rules.access import Permission
from goldenthread.rules.sending import State

HELD = "The letter is held back: its page says why. Do not post it."


@needs(Permission.WRITE_LETTERS)
def send_by_post(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """The letter to print, and the day on which it was posted."""
    message = found(queries.to_post(message_id, request.user))
    form = forms.SendByPost(
        request.POST or None, today=today(), initial={"version": message.version, "on": today()}
    )
    if form.is_valid():
        with form.refusing():
            told = form.cleaned_data
            words = {"version": int(told["version"]), "by": request.user, "on": told["on"]}
            if actions.send_by_post(message=message, **words) is State.HELD:
                messages.warning(request, HELD)
            else:
                messages.success(request, "The letter stands on the timeline as sent.")
            return redirect("desk:letter", message.pk)
    shown = page.send_by_post(message, queries.obstacle(message, request.user, today()))
    return render(request, "post/send_by_post/page.jinja", {"page": shown, "form": form})
