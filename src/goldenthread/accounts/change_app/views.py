"""Setting up another authenticator app in place of the one there was."""

from __future__ import annotations

from allauth.mfa.totp.internal.auth import validate_totp_code
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from goldenthread.accounts import actions
from goldenthread.accounts.change_app import forms
from goldenthread.accounts.confirm.forms import WRONG
from goldenthread.accounts.entering import SECRET, secret_to_set_up
from goldenthread.accounts.permission import signed_in
from goldenthread.accounts.proving import prove
from goldenthread.accounts.secure import page
from goldenthread.accounts.two_factor import set_up_link, square
from goldenthread.clock import today
from goldenthread.rules.refusals import Refused


@signed_in
@sensitive_post_parameters("password")
@never_cache
def change_app(request: HttpRequest) -> HttpResponse:
    """The old app goes on working until the new one's first code is right."""
    person, secret = request.user, secret_to_set_up(request)
    form = forms.Change(request.POST or None)
    if form.is_valid():
        with form.refusing():
            prove(request, person, form.cleaned_data["password"], today())
            if not validate_totp_code(secret, "".join(form.cleaned_data["code"].split())):
                raise Refused(WRONG, field="code")
            actions.add_authenticator(user=person, secret=secret, by=person, on=today())
            del request.session[SECRET]
            messages.success(request, "From now on, type the codes of the app that you have just set up.")
            return redirect("accounts:account")
    link = set_up_link(person, secret)
    asked = page.secure(secret, link, square(link), back=reverse("accounts:account"))
    return render(request, "accounts/secure/page.jinja", {"page": asked, "form": form})
