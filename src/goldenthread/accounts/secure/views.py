"""Setting up the first second factor, on the way in."""

from __future__ import annotations

from allauth.mfa.totp.internal.auth import generate_totp_secret, validate_totp_code
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from goldenthread.accounts import actions, queries
from goldenthread.accounts.confirm import forms
from goldenthread.accounts.entering import SECRET, enter, waiting
from goldenthread.accounts.onward import onward, step
from goldenthread.accounts.permission import open_to_all
from goldenthread.accounts.sealing import seal, unseal
from goldenthread.accounts.secure import page
from goldenthread.accounts.two_factor import set_up_link, square
from goldenthread.clock import today
from goldenthread.rules.proof import Proof


@open_to_all
@never_cache
def secure(request: HttpRequest) -> HttpResponse:
    """Show a new secret until a code proves that the app has it; then the recovery codes, once."""
    person = waiting(request)
    if person is None or queries.has_second_factor(person):
        return step(request, "accounts:sign_in" if person is None else "accounts:confirm")
    secret = _secret(request)
    form = forms.Confirm(request.POST or None)
    if form.is_valid():
        if validate_totp_code(secret, form.cleaned_data["code"].replace(" ", "")):
            actions.add_authenticator(user=person, secret=secret, by=person, on=today())
            codes = actions.renew_recovery_codes(user=person, by=person, on=today())
            enter(request, person, Proof.CODE, today())
            told = page.codes(codes, onward(request))
            return render(request, "accounts/secure/codes.jinja", {"page": told})
        form.add_error("code", forms.WRONG)
    link = set_up_link(person, secret)
    asked = page.secure(secret, link, square(link))
    return render(request, "accounts/secure/page.jinja", {"page": asked, "form": form})


def _secret(request: HttpRequest) -> str:
    """The secret that this session is setting up, made on the first look and kept sealed."""
    if SECRET not in request.session:
        request.session[SECRET] = seal(generate_totp_secret())
    return unseal(request.session[SECRET])
