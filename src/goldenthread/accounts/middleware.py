"""Each request acts as the person signed in, and reaches only views that declare what they need.

Who is turned away leaves a trace that outlives the transaction; a look that left none is not shown.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch
from django.utils.module_loading import import_string

from goldenthread.accounts.permission import route
from goldenthread.accounts.queries import remembering
from goldenthread.audit.actions import refuse
from goldenthread.audit.watch import Unrecorded
from goldenthread.database.acting import acting_as, errand
from goldenthread.rules.traces import Outcome

if TYPE_CHECKING:
    from goldenthread.accounts.models import User

Next = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger(__name__)


def acting(next_: Next) -> Next:
    """Carry the person signed in, or nobody, into every transaction of the request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with errand(), acting_as(request.user.pk), remembering():
            return next_(request)

    return middleware


class declared_access:  # noqa: N801 (named as the settings list it, like its neighbour)
    """Refuse a view that declares nothing."""

    def __init__(self, next_: Next) -> None:
        self.next = next_

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.next(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if not hasattr(view, "declares"):
            raise PermissionDenied(
                f"The view {view.__module__}.{view.__name__} does not declare what it needs."
            )

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """After the view's transaction was rolled back: note who was turned away; say that nothing is shown."""
        if isinstance(exception, Unrecorded):
            answer: HttpResponse = import_string(settings.UNRECORDED_VIEW)(request)
            return answer
        outcome = _outcome(exception)
        if outcome and request.user.is_authenticated and request.resolver_match:
            _note(request, request.user, request.resolver_match, outcome)
        return None


def _outcome(exception: Exception) -> Outcome | None:
    if isinstance(exception, Http404):
        return Outcome.ABSENT
    return Outcome.FORBIDDEN if isinstance(exception, PermissionDenied) else None


def _note(request: HttpRequest, viewer: User, match: ResolverMatch, outcome: Outcome) -> None:
    """One row of its own. A refusal shows nothing, so that one which cannot be recorded is only logged."""
    asked = next(((name, id_) for name, id_ in match.kwargs.items() if isinstance(id_, UUID)), None)
    subject, id_ = (asked[0].removesuffix("_id"), asked[1]) if asked else ("user", viewer.pk)
    rule = getattr(match.func, "declares", "")
    try:
        with transaction.atomic():
            refuse(
                by=viewer,
                deed=route(request),
                subject=subject,
                subject_id=id_,
                rule=str(rule),
                outcome=outcome,
            )
    except DatabaseError:
        logger.exception("A refusal could not be recorded.")
