"""A file that was taken in."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.accounts.permission import found, needs
from goldenthread.rules.access import Permission
from goldenthread.tracker import queries
from goldenthread.tracker.taken import page


@needs(Permission.IMPORT)
def taken(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What came of it."""
    built = page.taken(**found(queries.imported(import_id, request.user)))
    return render(request, "tracker/taken/page.jinja", {"page": built})
