"""Each view declares what it needs; one that does not is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from goldenthread.accounts import queries
from goldenthread.rules.access import Permission

View = Callable[..., HttpResponseBase]
T = TypeVar("T")


def needs(permission: Permission) -> Callable[[View], View]:
    """Declare a view's permission: signed out leads to sign-in, without the permission to a refusal."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated or not request.user.proof:
                return redirect_to_login(request.get_full_path())
            if not queries.may(request.user, permission):
                raise PermissionDenied("Your role does not allow this.")
            return view(request, *args, **kwargs)

        guarded.declares = permission  # type: ignore[attr-defined]
        return guarded

    return declare


def signed_in(view: View) -> View:
    """Declare a view about the viewer's own account: it needs sign-in with both factors, and no permission."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated or not request.user.proof:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.declares = Permission.NONE  # type: ignore[attr-defined]
    return guarded


def open_to_all(view: View) -> View:
    """Declare a view that nobody need sign in for: sign-in itself, health."""
    view.declares = Permission.NONE  # type: ignore[attr-defined]
    view.is_open = True  # type: ignore[attr-defined]
    return view


def found(thing: T | None) -> T:
    """What a query found for its viewer; absent and forbidden read the same."""
    if thing is None:
        raise Http404
    return thing
