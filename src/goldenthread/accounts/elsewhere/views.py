"""To the organisation's sign-in and back. The protocol is django-allauth's; whom it opens what is ours."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from requests import RequestException

from goldenthread.accounts import actions, queries
from goldenthread.accounts.elsewhere.claims import UNVERIFIED, Arrival, Trust, arrival
from goldenthread.accounts.elsewhere.signed import Signed
from goldenthread.accounts.entering import await_second, enter, failed, refuse_closed, refuse_unwelcome
from goldenthread.accounts.onward import home, onward, step
from goldenthread.accounts.permission import open_to_all
from goldenthread.clock import today
from goldenthread.rules.proof import Proof
from goldenthread.rules.refusals import Refused

NONCE = "organisation-nonce"
UNKNOWN = "Nobody was invited here under the address of your organisation's sign-in. Ask your manager."
FAILED = "Your organisation's sign-in could not be completed. Try again, or sign in with your password."


@open_to_all
@never_cache
def leave_for(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """To the organisation, with the page that was asked for; nothing else of the address is passed on."""
    provider = _adapter(request, provider_id).get_provider()
    try:
        asked = {**provider.get_auth_params(), "nonce": _nonce(request)}
        answer: HttpResponseBase = provider.redirect(
            request, process="login", next_url=onward(request), auth_params=asked
        )
    except RequestException:
        messages.error(request, FAILED)
        return redirect("accounts:sign_in")
    return answer


@open_to_all
@never_cache
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from there: allauth checks state, code and token, then asks `Adapter` below."""
    answer: HttpResponseBase = OAuth2CallbackView.adapter_view(_adapter(request, provider_id))(request)
    return answer


def _nonce(request: HttpRequest) -> str:
    """What the token must repeat, so that one of another day or another browser is of no use."""
    request.session[NONCE] = secrets.token_urlsafe(32)
    made: str = request.session[NONCE]
    return made


def _adapter(request: HttpRequest, provider_id: str) -> Signed:
    if not settings.ORGANISATION_SIGN_IN:
        raise Http404
    return Signed(request, provider_id)


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Nobody is signed in, signed up or connected by allauth: whoever arrives is led by us."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """The token is good. Everything after it is ours."""
        try:
            answer = _arrived(request, sociallogin)
        except Refused as refusal:
            messages.error(request, refusal.sentence)
            answer = redirect("accounts:sign_in")
        raise ImmediateHttpResponse(answer)

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """It went wrong there, or was broken off."""
        messages.error(request, FAILED)
        raise ImmediateHttpResponse(redirect("accounts:sign_in"))


def _arrived(request: HttpRequest, sociallogin: Any) -> HttpResponse:
    """Enter where the token proves both factors; otherwise go on to ours."""
    came = arrival(
        sociallogin.account.extra_data,
        Trust(*settings.ORGANISATION_TRUST),
        nonce=request.session.pop(NONCE, ""),
    )
    refuse_closed(request, came.subject)
    person = queries.linked(came.subject) or _linked_now(request, came)
    refuse_unwelcome(person)
    wanted = _wanted(request, sociallogin.state.get("next") or "")
    if came.is_strong:
        enter(request, person, Proof.ELSEWHERE, today())
        return redirect(wanted)
    await_second(request, person)
    second = "accounts:confirm" if queries.has_second_factor(person) else "accounts:secure"
    return step(request, second, wanted)


def _linked_now(request: HttpRequest, came: Arrival) -> Any:
    """The first time: the account that was invited under the address for which the organisation vouches."""
    if not came.email:
        raise failed(request, came.subject, UNVERIFIED, today())
    person = queries.active_by_address(came.email)
    if person is None:
        raise failed(request, came.subject, UNKNOWN, today())
    refuse_unwelcome(person)
    actions.link(user=person, subject=came.subject, by=person, on=today())
    return person


def _wanted(request: HttpRequest, asked: str) -> str:
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else home()
