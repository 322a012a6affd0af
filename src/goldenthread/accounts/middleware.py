"""Each request acts as the person signed in, and reaches only views that declare what they need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from goldenthread.accounts.actions import see
from goldenthread.accounts.queries import remembering
from goldenthread.accounts.queries.sessions import held
from goldenthread.database.acting import acting_as

Next = Callable[[HttpRequest], HttpResponse]


def sessions(next_: Next) -> Next:
    """A session without its row has ended, wherever its cookie still is. The person carries what was proved."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return next_(request)
        here = held(request.session.session_key)
        if here is None:
            logout(request)
            return next_(request)
        if here.is_stale:
            see(here.session.key)
        request.user.proof = here.session.proof
        return next_(request)

    return middleware


def acting(next_: Next) -> Next:
    """Carry the person signed in into every transaction of the request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return next_(request)
        with acting_as(request.user), remembering():
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
