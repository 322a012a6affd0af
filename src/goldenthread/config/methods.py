"""Reading, sending, and asking which of both there is: no other method means anything here."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

Next = Callable[[HttpRequest], HttpResponse]

KNOWN = ("GET", "HEAD", "OPTIONS", "POST")


def known(next_: Next) -> Next:
    """Refuse the others before any view is asked, so that none takes a PUT or a TRACE for a reading."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return next_(request) if request.method in KNOWN else HttpResponseNotAllowed(KNOWN)

    return middleware
