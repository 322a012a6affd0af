"""Whether this process lives, and whether it can do its work: for the machine that watches it."""

from __future__ import annotations

from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from goldenthread.accounts.permission import open_to_all

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
    """The database answers and has every table that this version needs; otherwise 503 with what is missing."""
    problem = _problem()
    if problem:
        return HttpResponse(f"not ready: {problem}\n", content_type=PLAIN, status=503)
    return HttpResponse("ready\n", content_type=PLAIN)


def _problem() -> str:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "the database does not answer. Check that it runs and that DATABASE_URL is right"
    if waiting:
        return "the database is older than this version. Run: goldenthread manage migrate"
    return ""
