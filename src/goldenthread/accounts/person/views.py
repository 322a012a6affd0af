"""Looking after somebody's account: a new link, unlocking, signing out, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from goldenthread.accounts import actions
from goldenthread.accounts.invite.page import given
from goldenthread.accounts.permission import found, needs
from goldenthread.accounts.person import forms, page
from goldenthread.accounts.person.forms import Deed
from goldenthread.accounts.queries.failures import opens_again_at
from goldenthread.accounts.queries.members import member
from goldenthread.accounts.queries.sessions import of
from goldenthread.clock import today
from goldenthread.design.words import counted
from goldenthread.rules.access import Permission

if TYPE_CHECKING:
    from goldenthread.accounts.models import User


@needs(Permission.MANAGE_MEMBERS)
@never_cache
def person(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """How it stands, and one thing to do about it."""
    theirs = found(member(user_id, request.user))
    form = forms.Do(request.POST or None)
    if form.is_valid():
        with form.refusing():
            deed = Deed(form.cleaned_data["deed"])
            if deed in (Deed.LINK, Deed.NEW_PHONE):
                return _link(request, theirs.user, renews_factors=deed is Deed.NEW_PHONE)
            messages.success(request, _done(deed, theirs.user, request.user))
            return redirect("accounts:person", user_id)
    shown = page.person(theirs, len(of(theirs.user)), opens_again_at(theirs.user.email, None))
    return render(request, "accounts/person/page.jinja", {"page": shown, "form": form})


def _link(request: HttpRequest, user: User, *, renews_factors: bool) -> HttpResponse:
    token = actions.give_link(user=user, renews_factors=renews_factors, by=request.user, on=today())
    link = request.build_absolute_uri(reverse("accounts:open_link", args=[token]))
    return render(request, "accounts/invite/given.jinja", {"page": given(user.name, link, today())})


def _done(deed: Deed, user: User, by: User) -> str:
    if deed is Deed.UNLOCK:
        actions.unlock(user=user, by=by, on=today())
        return f"{user.name}'s account is unlocked."
    if deed is Deed.REVOKE:
        ended = actions.revoke(user=user, by=by, on=today())
        return f"{counted(ended, 'session')} of {user.name} ended."
    actions.close(user=user, by=by, on=today())
    return f"{user.name}'s account is closed."
