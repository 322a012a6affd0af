"""One letter."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.desk.letter import page
from goldenthread.documents.handing import handed
from goldenthread.post import queries
from goldenthread.post.paper.files import file_of
from goldenthread.post.paper.letter import paper
from goldenthread.rules.access import Permission
from goldenthread.rules.refusals import Refused


@needs(Permission.WRITE_LETTERS)
def letter(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """Its words and its way, and what the viewer may do with it."""
    message = found(queries.message(message_id, request.user))
    attempts = queries.attempts(message_id, request.user)
    deed = queries.deed(message, request.user)
    shown = page.letter(message, attempts, deed, may_take=queries.may_take(message, request.user))
    return render(request, "desk/letter/page.jinja", {"page": shown})


@needs(Permission.WRITE_LETTERS)
def download(request: HttpRequest, message_id: UUID, kind: str) -> HttpResponse:
    """The letter as a document to print, to file or to go on working with."""
    message = found(queries.to_take(message_id, request.user))
    made = paper(message, obstacle=queries.obstacle(message, request.user, today()))
    try:
        content = file_of(made, kind)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("desk:letter", message_id)
    return handed(content, f"{made.file_name}.{kind}", kind)
