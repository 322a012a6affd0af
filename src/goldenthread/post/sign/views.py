"""Signing a letter. Asked first, then sent: a link alone signs nothing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.post import actions, queries
from goldenthread.post.sign import forms, page
from goldenthread.rules.access import Permission
from goldenthread.rules.sending import State


@needs(Permission.WRITE_LETTERS)
def sign(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Show the letter as it leaves."""
    message = found(queries.to_write(message_id, request.user, State.TO_SIGN))
    form = forms.Sign(request.POST or None, initial={"version": message.version})
    if form.is_valid():
        with form.refusing():
            version = int(form.cleaned_data["version"])
            actions.sign(message=message, version=version, by=request.user, on=today())
            messages.success(request, "The letter is signed, and leaves.")
            return redirect("desk:letter", message.pk)
    shown = page.sign(message, queries.copies(message))
    return render(request, "post/sign/page.jinja", {"page": shown, "form": form})
