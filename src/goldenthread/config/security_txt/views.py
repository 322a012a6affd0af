"""`/.well-known/security.txt`: whom to tell of a weakness, for as long as this installation says so itself."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from goldenthread.accounts.permission import open_to_all
from goldenthread.clock import now

GOOD_FOR = timedelta(days=90)


@open_to_all
@transaction.non_atomic_requests
def security_txt(request: HttpRequest) -> HttpResponse:
    """The contact of the settings; where there is none, no such page."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (now() + GOOD_FOR).astimezone(UTC).strftime("%Y-%m-%dT00:00:00Z")
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
