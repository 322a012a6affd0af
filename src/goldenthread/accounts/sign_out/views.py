"""Signing out. A link alone signs nobody out; it asks."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.cache import never_cache

from goldenthread.accounts import actions
from goldenthread.accounts.permission import open_to_all
from goldenthread.accounts.queries.sessions import held
from goldenthread.clock import today
from goldenthread.design.page import Question


@open_to_all
@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session when the button is pressed."""
    if request.method != "POST" and request.user.is_authenticated:
        home = resolve_url(settings.LOGIN_REDIRECT_URL)
        page = Question(title="Do you want to sign out?", button="Sign out", cancel=home)
        return render(request, "design/layouts/question.jinja", {"page": page})
    here = held(request.session.session_key)
    if here is not None:
        actions.sign_out(session=here.session, by=here.session.by, on=today())
    logout(request)
    messages.success(request, "You are signed out.")
    return redirect("accounts:sign_in")
