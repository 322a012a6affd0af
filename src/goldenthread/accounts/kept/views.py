"""Showing somebody what they had typed, with one button that sends it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.kept import page
from goldenthread.accounts.permission import found, signed_in
from goldenthread.accounts.queries import sessions
from goldenthread.accounts.sessions.keeping import way_to


@signed_in
def kept(request: HttpRequest, kept_id: UUID) -> HttpResponse:
    """Theirs alone: anybody else finds nothing."""
    row, typed = found(sessions.kept(kept_id, request.user))
    list(messages.get_messages(request))  # that it is in its form again is not so
    return render(request, "accounts/kept/page.jinja", {"page": page.kept(way_to(row), list(typed.lists()))})
