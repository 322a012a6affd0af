"""One's own account: how one signs in, where one is signed in, and ending a session from here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from goldenthread.accounts import actions, queries
from goldenthread.accounts.account import page
from goldenthread.accounts.permission import found, signed_in
from goldenthread.accounts.queries import sessions
from goldenthread.clock import today
from goldenthread.rules.refusals import Refused


@signed_in
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """The button beside a session ends it; only one's own are found."""
    open_, factors = sessions.of(request.user), queries.factors(request.user)
    if request.method == "POST":
        if "passkey" in request.POST:
            _remove(request, factors.passkeys)
        else:
            _end(request, open_)
        return redirect("accounts:account")
    ways = page.ways(factors.recovery_codes, factors.has_app, len(factors.passkeys))
    shown = page.account(request.user, ways, open_, str(request.session.session_key), factors.passkeys)
    return render(request, "accounts/account/page.jinja", {"page": shown})


def _end(request: HttpRequest, open_: list[Any]) -> None:
    wanted, person = request.POST.get("session"), request.user
    session = found(next((each for each in open_ if str(each.pk) == wanted), None))
    actions.revoke(user=person, session=session, by=person, on=today())
    messages.success(request, f"The session of {session.device} has ended.")


def _remove(request: HttpRequest, passkeys: tuple[Any, ...]) -> None:
    wanted, person = request.POST.get("passkey"), request.user
    passkey = found(next((each for each in passkeys if str(each.pk) == wanted), None))
    try:
        actions.remove_passkey(user=person, passkey=passkey, by=person, on=today())
        messages.success(request, f"The passkey “{passkey.wrap().name}” opens nothing any more.")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
