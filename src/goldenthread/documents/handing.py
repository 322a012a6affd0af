"""A file as it is given out: to be saved, never shown by the browser, and with nothing of it run (A20, C12)."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse

from goldenthread.documents.checks import Format


def handed(content: bytes, name: str, format_: str) -> HttpResponse:
    """The answer that a browser saves under this name, and keeps nowhere else."""
    answer = HttpResponse(content, content_type=Format(format_).media_type)
    answer["Content-Disposition"] = disposition(name)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def disposition(name: str) -> str:
    """To be saved under this name (RFC 6266): plain letters for old browsers, all of them for the others."""
    plain = "".join(letter if letter.isascii() and letter.isprintable() else "_" for letter in name)
    quoted = plain.replace("\\", "_").replace('"', "_")
    return f"attachment; filename=\"{quoted}\"; filename*=UTF-8''{quote(name, safe='')}"
