"""Giving a file out, only through this door (A20)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.documents import actions, queries
from goldenthread.documents.handing import handed
from goldenthread.rules.access import Permission


@needs(Permission.READ_CASES)
def download(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """One version, as it was brought."""
    version = found(queries.version(version_id, request.user))
    content = actions.download(version=version, by=request.user, on=today())
    return handed(content, version.file_name, version.format)
