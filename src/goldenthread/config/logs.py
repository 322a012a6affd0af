"""What happened, one line of JSON each, for whoever runs Goldenthread: ids alone, never what anybody typed.

A line says which route was asked for, about which ids, by whose account, and how it ended: no address, no query,
no name, no sentence of another library's, no message of an error, since each may quote a child's record. Where
in the code it happened is enough to find it. The standard library's logging does this in a page.
"""

from __future__ import annotations

import json
import logging
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from goldenthread.database.acting import errand, told

Next = Callable[[HttpRequest], HttpResponse]

HEADER = "X-Request-Id"
OURS = "goldenthread"
DEEPEST = 12
"""So many calls of an error are told, the innermost."""

_requests = logging.getLogger("goldenthread.requests")


def referenced(next_: Next) -> Next:
    """Give each request a reference, which stands in its answer, its lines and its audit rows; tell how it ended.

    It is ours alone: one that a caller sends is not taken, lest somebody's looks be mixed with another's.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        with errand() as reference:
            request.reference = reference  # type: ignore[attr-defined]
            answer = next_(request)
            if not request.path.startswith(settings.STATIC_URL):
                _requests.info("request", extra={"said": _said(request, answer, started)})
        answer.headers[HEADER] = reference
        return answer

    return middleware


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
        if reference := told()[1]:
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
    known = {
        "kind": f"{type(error).__module__}.{type(error).__qualname__}",
        "constraint": getattr(diagnosis, "constraint_name", None),
        "sqlstate": getattr(diagnosis, "sqlstate", None),
        "calls": [
            f"{frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
            for frame, line in traceback.walk_tb(error.__traceback__)
        ][-DEEPEST:],
    }
    return {name: value for name, value in known.items() if value}
