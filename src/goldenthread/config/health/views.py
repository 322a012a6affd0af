"""Alive, ready, whole; and which version this is. Plain text and JSON, for machines."""

from __future__ import annotations

import secrets
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.cache import never_cache

from goldenthread.accounts.actions import ensure_system_account
from goldenthread.accounts.permission import View, needs, open_to_all
from goldenthread.clock import today
from goldenthread.config.health.checks import Check, checks, migrations_waiting, not_gathered
from goldenthread.config.version import version as of_this_process
from goldenthread.database.acting import acting_as
from goldenthread.rules.access import Permission

PLAIN = "text/plain; charset=utf-8"


@open_to_all
@transaction.non_atomic_requests
@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked, so that a slow database does not restart it."""
    return HttpResponse("live\n", content_type=PLAIN)


@open_to_all
@transaction.non_atomic_requests
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers with every table of this version, and pages have their style; else 503 and why."""
    problem = migrations_waiting() or not_gathered()
    if problem:
        return HttpResponse(f"not ready: {problem}\n", content_type=PLAIN, status=503)
    return HttpResponse("ready\n", content_type=PLAIN)


@open_to_all
@transaction.non_atomic_requests
@never_cache
def version(request: HttpRequest) -> HttpResponse:
    """Which version runs, made from which commit."""
    return JsonResponse(of_this_process())


def for_operators_and_machines(view: View) -> View:
    """For whoever operates the system, or a machine that shows the token of the settings."""
    for_operators = needs(Permission.OPERATE)(view)

    @wraps(for_operators)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        token, shown = settings.HEALTH_TOKEN, request.headers.get("Authorization", "")
        if token and secrets.compare_digest(shown.encode(), f"Bearer {token}".encode()):
            return view(request, *args, **kwargs)
        return for_operators(request, *args, **kwargs)

    guarded.declares = Permission.OPERATE  # type: ignore[attr-defined]
    return guarded


@for_operators_and_machines
@never_cache
def deep(request: HttpRequest) -> HttpResponse:
    """Every check with its outcome; 503 where one of them fails. It counts, and names no case."""
    found: list[Check] = []
    try:
        with transaction.atomic(), acting_as(ensure_system_account("health", "Health checks")):
            found.extend(checks(today()))
    except DatabaseError as error:
        found.append(
            Check("every check comes to an end", f"the database refused with {type(error).__name__}")
        )
    is_well = not any(check.problem for check in found)
    told = {"is_well": is_well, "checks": {check.name: check.problem or "well" for check in found}}
    return JsonResponse(told, status=200 if is_well else 503)
