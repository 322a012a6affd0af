"""A personal link: opening it changes nothing, so a mail scanner may; choosing a password uses it up."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from goldenthread.accounts import actions, queries
from goldenthread.accounts.change_password import forms
from goldenthread.accounts.entering import await_second
from goldenthread.accounts.onward import step
from goldenthread.accounts.permission import open_to_all
from goldenthread.accounts.queries import links
from goldenthread.accounts.welcome import page
from goldenthread.clock import today

TOKEN = "personal-link"


@open_to_all
@never_cache
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the secret out of the address, so that it stays in no history."""
    request.session[TOKEN] = token
    return redirect("accounts:welcome")


@open_to_all
@sensitive_post_parameters("new_password")
@never_cache
def welcome(request: HttpRequest) -> HttpResponse:
    """Ask for a password, and on to the second factor."""
    link = links.invitation(request.session.get(TOKEN, ""))
    if link is None:
        return render(request, "accounts/welcome/over.jinja", {"page": page.over()}, status=410)
    form = forms.Choose(request.POST or None, user=link.user)
    if form.is_valid():
        chosen = form.cleaned_data["new_password"]
        person = actions.accept(invitation=link, password=chosen, by=link.user, on=today())
        await_second(request, person)
        return step(request, "accounts:confirm" if queries.has_second_factor(person) else "accounts:secure")
    asked = page.welcome(link.user.name, link.user.email, link.renews_factors)
    return render(request, "accounts/welcome/page.jinja", {"page": asked, "form": form})
