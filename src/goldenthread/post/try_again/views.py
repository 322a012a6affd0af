"""Trying once more with a letter."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.post import actions, queries
from goldenthread.post.sign.forms import Sign
from goldenthread.post.try_again import page
from goldenthread.rules.access import Permission


@needs(Permission.WORK)
def try_again(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Ask first: it is a letter to somebody."""
    message = found(queries.undelivered(message_id, request.user))
    form = Sign(request.POST or None, initial={"version": message.version})
    if form.is_valid():
        with form.refusing():
            version = int(form.cleaned_data["version"])
            actions.try_again(message=message, version=version, by=request.user, on=today())
            messages.success(request, "The letter is tried again.")
            return redirect("desk:letter", message.pk)
    return render(request, "post/try_again/page.jinja", {"page": page.try_again(message), "form": form})
