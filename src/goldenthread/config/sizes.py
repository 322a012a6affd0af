"""How much anybody may send at once: what is larger is refused before a byte of it is read (C07).

A body without a length is not read at all: WSGI gives none of it. The proxy limits both too, and how long it may take.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

Next = Callable[[HttpRequest], HttpResponse]

MOST = 70 * 1024 * 1024
"""Bytes: a tracker is at most 64 MB, a mail 48, a document 32, and a form has words beside."""


def weighed(next_: Next) -> Next:
    """Refuse what is too large before anybody asks who sends it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if length(request) <= MOST:
            return next_(request)
        refused: HttpResponse = import_string(settings.TOO_LARGE_VIEW)(request)
        return refused

    return middleware


def length(request: HttpRequest) -> int:
    """How many bytes it says that it brings; none where it does not say, or not in figures."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() else 0
