"""Signing in, first step: who somebody is, and their password."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from goldenthread.accounts import queries
from goldenthread.accounts.entering import await_second, first_factor
from goldenthread.accounts.onward import home, onward, step
from goldenthread.accounts.permission import open_to_all
from goldenthread.accounts.sign_in import forms, page
from goldenthread.clock import today
from goldenthread.rules.refusals import Refused


@open_to_all
@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for address and password, and on to the second factor; whoever is signed in already goes on."""
    if request.user.is_authenticated:
        return redirect(onward(request))
    form = forms.SignIn(request.POST or None)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            person = first_factor(request, answers["email"], answers["password"], today())
            await_second(request, person)
            return step(request, _second(person))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    wanted = onward(request)
    asked = page.sign_in(
        is_on_the_way=wanted != home(),
        organisation=settings.ORGANISATION_SIGN_IN,
        next_="" if wanted == home() else wanted,
    )
    return render(request, "accounts/sign_in/page.jinja", {"page": asked, "form": form})


def _second(person: object) -> str:
    """Prove the second factor, or set the first one up."""
    return "accounts:confirm" if queries.has_second_factor(person) else "accounts:secure"
