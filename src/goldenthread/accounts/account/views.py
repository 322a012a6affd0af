"""One's own account: how one signs in, where one is signed in, and ending a session from here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from goldenthread.accounts import actions, queries
from goldenthread.accounts.account import page
from goldenthread.accounts.permission import found, signed_in
from goldenthread.accounts.queries import sessions
from goldenthread.clock import today


@signed_in
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """The button beside a session ends it; only one's own are found."""
    open_ = sessions.of(request.user)
    if request.method == "POST":
        wanted = request.POST.get("session")
        session = found(next((each for each in open_ if str(each.pk) == wanted), None))
        actions.revoke(user=request.user, session=session, by=request.user, on=today())
        messages.success(request, f"The session of {session.device} has ended.")
        return redirect("accounts:account")
    factors = queries.factors(request.user)
    ways = page.ways(factors.recovery_codes, factors.has_app)
    shown = page.account(request.user, ways, open_, str(request.session.session_key))
    return render(request, "accounts/account/page.jinja", {"page": shown})
