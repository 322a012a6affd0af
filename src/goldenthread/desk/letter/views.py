"""One letter."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import found, needs
from goldenthread.desk.letter import page
from goldenthread.post import queries
from goldenthread.rules.access import Permission


@needs(Permission.WRITE_LETTERS)
def letter(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Its words and its way, and what the viewer may do with it."""
    message = found(queries.message(message_id, request.user))
    attempts = queries.attempts(message_id, request.user)
    deed = queries.deed(message, request.user)
    return render(request, "desk/letter/page.jinja", {"page": page.letter(message, attempts, deed)})
