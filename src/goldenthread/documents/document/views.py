"""One document and its versions."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import found, needs
from goldenthread.documents import queries
from goldenthread.documents.document import page
from goldenthread.rules.access import Permission


@needs(Permission.READ_CASES)
def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """What it is, who may see it, and every version that was brought."""
    of = found(queries.document(document_id, request.user))
    screen = page.document(
        of,
        queries.versions(of, request.user),
        may_renew=queries.may_be_renewed(of, request.user),
        may_withdraw=queries.may_be_withdrawn(of, request.user),
    )
    return render(request, "documents/document/page.jinja", {"page": screen})
