"""One mail."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import found, needs
from goldenthread.inbox import queries
from goldenthread.inbox.mail import page
from goldenthread.rules.access import Permission


@needs(Permission.WORK)
def mail(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """Who sent it, what it says as plain text, what it brought and what became of it."""
    of = found(queries.mail(mail_id, request.user))
    screen = page.mail(of, queries.attachments(of, request.user), queries.awaited_of(of, request.user))
    return render(request, "inbox/mail/page.jinja", {"page": screen})
