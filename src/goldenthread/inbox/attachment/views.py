"""Looking at a file that a mail brought, before it is filed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.documents.handing import handed
from goldenthread.inbox import actions, queries
from goldenthread.rules.access import Permission


@needs(Permission.WORK)
def attachment(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """The file, to be saved, by the same rules as any document."""
    of = found(queries.attachment(attachment_id, request.user))
    content = actions.look_at(attachment=of, by=request.user, on=today())
    return handed(content, of.name, of.format)
