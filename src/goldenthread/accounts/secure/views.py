"""Setting up the first second factor, on the way in."""

from __future__ import annotations

from allauth.mfa.totp.internal.auth import validate_totp_code
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from goldenthread.accounts import actions, queries
from goldenthread.accounts.confirm import forms
from goldenthread.accounts.entering import enter, secret_to_set_up, waiting
from goldenthread.accounts.onward import onward, step
from goldenthread.accounts.permission import open_to_all
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
    secret = secret_to_set_up(request)
    form = forms.Confirm(request.POST or None)
    if form.is_valid():
        if validate_totp_code(secret, "".join(form.cleaned_data["code"].split())):
            actions.add_authenticator(user=person, secret=secret, by=person, on=today())
            codes = actions.renew_recovery_codes(user=person, by=person, on=today())
            enter(request, person, Proof.CODE, today())
            told = page.codes(codes, onward(request))
            return render(request, "accounts/secure/codes.jinja", {"page": told})
        form.add_error("code", forms.WRONG)
    link = set_up_link(person, secret)
    asked = page.secure(secret, link, square(link))
    return render(request, "accounts/secure/page.jinja", {"page": asked, "form": form})
