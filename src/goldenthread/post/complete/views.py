"""Completing a letter."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.post import actions, queries
from goldenthread.post.complete import forms, page
from goldenthread.rules.access import Permission
from goldenthread.rules.sending import State


@needs(Permission.WRITE_LETTERS)
def complete(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Ask its sender for what only they can say."""
    message = found(queries.to_write(message_id, request.user, State.TO_WRITE))
    form = forms.Complete(
        request.POST or None,
        today=today(),
        letters=queries.alternatives(message),
        **queries.choices(message),
        initial={"version": message.version},
    )
    if form.is_valid():
        with form.refusing():
            actions.complete(
                message=message,
                told=form.told,
                template_code=form.code,
                version=int(form.cleaned_data["version"]),
                by=request.user,
                on=today(),
            )
            messages.success(request, "The letter is complete.")
            return redirect("desk:letter", message.pk)
    return render(request, "post/complete/page.jinja", {"page": page.complete(message), "form": form})
