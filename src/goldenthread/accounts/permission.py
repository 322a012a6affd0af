"""Each view declares what it needs; one that does not is refused. What it shows of children is written down."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from goldenthread.accounts import queries
from goldenthread.audit.watch import watching
from goldenthread.once.taking import once
from goldenthread.rules.access import Permission
from goldenthread.rules.traces import Purpose

if TYPE_CHECKING:
    from goldenthread.accounts.models import User

View = Callable[..., HttpResponseBase]
T = TypeVar("T")


def needs(permission: Permission, *, changes_nothing: bool = False) -> Callable[[View], View]:
    """Declare a view's permission: signed out leads to sign-in, without the permission to a refusal.

    The cases and children that the view shows are in the audit before the answer leaves, in the view's transaction.
    A form that is sent twice does one thing; one that changes nothing of the record may be sent as often as one likes.
    """

    def declare(view: View) -> View:
        answered = view if changes_nothing else once(view)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated or not request.user.proof:
                return redirect_to_login(request.get_full_path())
            if not queries.may(request.user, permission):
                raise PermissionDenied("Your role does not allow this.")
            return _watched(request, request.user, permission, lambda: answered(request, *args, **kwargs))

        guarded.declares = permission  # type: ignore[attr-defined]
        guarded.is_once = hasattr(answered, "is_once")  # type: ignore[attr-defined]
        return guarded

    return declare


def signed_in(view: View) -> View:
    """Declare a view about the viewer's own account: it needs sign-in with both factors, and no permission."""
    answered = once(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated or not request.user.proof:
            return redirect_to_login(request.get_full_path())
        return answered(request, *args, **kwargs)

    guarded.declares = Permission.NONE  # type: ignore[attr-defined]
    guarded.is_once = hasattr(answered, "is_once")  # type: ignore[attr-defined]
    return guarded


def _watched(
    request: HttpRequest, viewer: User, permission: Permission, answer: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """The whole answer, once what it shows has been written down. One that leads elsewhere shows nothing."""
    with watching(
        by=viewer,
        deed=route(request),
        rule=permission.value,
        basis=queries.basis(viewer, permission),
        purpose=Purpose.FILE if permission is Permission.EXPORT else None,
    ) as watch:
        given = _whole(answer())
        if 300 <= given.status_code < 400:
            watch.forget()
    return given


def _whole(answer: HttpResponseBase) -> HttpResponseBase:
    """An answer that is made only while it is sent would read children when nobody writes them down any more."""
    if callable(render := getattr(answer, "render", None)):
        render()
    if not answer.streaming:
        return answer
    content = b"".join(answer)
    whole = HttpResponse(content, status=answer.status_code, headers=dict(answer.items()))
    whole.cookies = answer.cookies
    whole._resource_closers.extend(answer._resource_closers)  # type: ignore[attr-defined] # open files, closed once sent
    return whole


def route(request: HttpRequest) -> str:
    """The page by its name, as the addresses know it; nothing that was sent can change it."""
    return request.resolver_match.view_name if request.resolver_match else ""


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
