"""Saying whether a letter arrived."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.post import actions
from goldenthread.post.confirm import forms, page, queries
from goldenthread.rules.access import Permission

THERE = "The letter is known to have arrived."
MISSING = "The letter counts as one that came back. You can try again."


@needs(Permission.WORK)
def confirm(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Its recipient was asked."""
    message = found(queries.silent(message_id, request.user))
    form = forms.Confirm(request.POST or None, initial={"version": message.version})
    if form.is_valid():
        with form.refusing():
            version, is_there = int(form.cleaned_data["version"]), form.cleaned_data["found"] == forms.THERE
            actions.confirm(message=message, version=version, is_there=is_there, by=request.user, on=today())
            messages.success(request, THERE if is_there else MISSING)
            return redirect("desk:letter", message.pk)
    return render(request, "post/confirm/page.jinja", {"page": page.confirm(message), "form": form})
