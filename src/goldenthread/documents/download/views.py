"""Giving a file out: to be saved, never shown by the browser, and only through this door (A20, C12)."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.accounts.permission import found, needs
from goldenthread.clock import today
from goldenthread.documents import actions, queries
from goldenthread.documents.checks import Format
from goldenthread.rules.access import Permission


@needs(Permission.READ_CASES)
def download(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """One version, as it was brought; it may run nothing of its own in anybody's browser."""
    version = found(queries.version(version_id, request.user))
    content = actions.download(version=version, by=request.user, on=today())
    answer = HttpResponse(content, content_type=Format(version.format).media_type)
    answer["Content-Disposition"] = disposition(version.file_name)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def disposition(name: str) -> str:
    """To be saved under this name (RFC 6266): plain letters for old browsers, all of them for the others."""
    plain = "".join(letter if letter.isascii() and letter.isprintable() else "_" for letter in name)
    quoted = plain.replace("\\", "_").replace('"', "_")
    return f"attachment; filename=\"{quoted}\"; filename*=UTF-8''{quote(name, safe='')}"
