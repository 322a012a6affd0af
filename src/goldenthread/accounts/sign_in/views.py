"""Signing in, and on to the page that was asked for if it is one of ours."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from goldenthread.accounts.permission import open_to_all
from goldenthread.accounts.sign_in import forms, page


@open_to_all
@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for address and password; whoever is signed in already goes on."""
    if request.user.is_authenticated:
        return redirect(onward(request))
    form = forms.SignIn(request.POST or None)
    if form.is_valid():
        answers = form.cleaned_data
        person = authenticate(request, username=answers["email"], password=answers["password"])
        if person is not None:
            login(request, person)
            return redirect(onward(request))
        form.add_error(None, forms.WRONG)
    asked = page.sign_in(is_on_the_way=onward(request) != home())
    return render(request, "accounts/sign_in/page.jinja", {"page": asked, "form": form})


def onward(request: HttpRequest) -> str:
    """The page in `next`, or the first page where `next` leads to another site."""
    asked = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if is_ours else home()


def home() -> str:
    """Where everybody starts."""
    return resolve_url(settings.LOGIN_REDIRECT_URL)
