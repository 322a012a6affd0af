"""What happened, one line of JSON each, for whoever runs Goldenthread: ids alone, never what anybody typed.

A line says which route was asked for, about which ids, by whose account, and how it ended: no address, no query,
no name, no sentence of another library's, no message of an error, since each may quote a child's record. Where
in the code it happened is enough to find it. The standard library's logging does this in a page.
"""

from __future__ import annotations

import json
import logging
import re
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Next = Callable[[HttpRequest], HttpResponse]

HEADER = "X-Request-Id"
OURS = "goldenthread"
DEEPEST = 12
"""So many calls of an error are told, the innermost."""

_reference: ContextVar[str] = ContextVar("goldenthread_reference", default="")
_requests = logging.getLogger("goldenthread.requests")


def referenced(next_: Next) -> Next:
    """Give each request a reference, which stands in its answer and in each of its lines, and tell how it ended."""

    def middleware(request: HttpRequest) -> HttpResponse:
        reference = _told_by_proxy(request) or str(uuid4())
        request.reference = reference  # type: ignore[attr-defined]
        token = _reference.set(reference)
        started = time.perf_counter()
        try:
            answer = next_(request)
            if not request.path.startswith(settings.STATIC_URL):
                _requests.info("request", extra={"said": _said(request, answer, started)})
        finally:
            _reference.reset(token)
        answer.headers[HEADER] = reference
        return answer

    return middleware


def _told_by_proxy(request: HttpRequest) -> str:
    """A proxy's own reference, where it is nothing but a reference."""
    told = request.headers.get(HEADER, "")
    return told if re.fullmatch(r"[0-9a-f-]{16,36}", told) else ""


def _said(request: HttpRequest, answer: HttpResponse, started: float) -> dict[str, Any]:
    match = request.resolver_match
    person = getattr(request, "_cached_user", None)  # whoever was asked for; nobody is looked up for a log
    return {
        "method": request.method if request.method in ("GET", "HEAD", "POST") else "other",
        "route": match.view_name if match else "",
        "about": {name: str(id_) for name, id_ in match.kwargs.items() if isinstance(id_, UUID)}
        if match
        else {},
        "account": str(person.pk) if person and person.pk else "",
        "status": answer.status_code,
        "milliseconds": round((time.perf_counter() - started) * 1000),
    }


class Line(logging.Formatter):
    """One record as one line: what is ours in full, what is another library's by its place in the code."""

    def format(self, record: logging.LogRecord) -> str:
        """JSON in ASCII, so that no line break or control character gets through."""
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if reference := _reference.get():
            said["request"] = reference
        if record.name.partition(".")[0] == OURS:
            said |= {"event": record.msg, **getattr(record, "said", {})}
        else:
            said["where"] = f"{record.module}:{record.lineno}"
        if record.exc_info and record.exc_info[1]:
            said["error"] = _error(record.exc_info[1])
        return json.dumps(said, default=str)


def _error(error: BaseException) -> dict[str, Any]:
    """Its kind, what the database says broke, and the calls that led there; not its message."""
    diagnosis = getattr(error.__cause__, "diag", None)
    told = {
        "kind": f"{type(error).__module__}.{type(error).__qualname__}",
        "constraint": getattr(diagnosis, "constraint_name", None),
        "sqlstate": getattr(diagnosis, "sqlstate", None),
        "calls": [
            f"{frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
            for frame, line in traceback.walk_tb(error.__traceback__)
        ][-DEEPEST:],
    }
    return {name: value for name, value in told.items() if value}
