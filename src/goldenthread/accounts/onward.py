"""Where somebody goes on to after signing in: the page that was asked for, if it is one of ours."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme


def onward(request: HttpRequest) -> str:
    """The page in `next`, or the first page where `next` leads to another site."""
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else home()


def home() -> str:
    """Where everybody starts."""
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def step(request: HttpRequest, route: str, wanted: str = "") -> HttpResponseRedirect:
    """On to another step of signing in, without forgetting the page that was asked for."""
    wanted = wanted or onward(request)
    return redirect(
        resolve_url(route) + ("" if wanted == home() else f"?{urlencode({'next': wanted}, safe='/')}")
    )
