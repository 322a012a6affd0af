"""Inviting somebody: account, role and link in one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from goldenthread.accounts import actions
from goldenthread.accounts.invite import forms, page
from goldenthread.accounts.permission import needs
from goldenthread.accounts.queries import members
from goldenthread.clock import today
from goldenthread.rules.access import Permission


@needs(Permission.MANAGE_MEMBERS)
@never_cache
def invite(request: HttpRequest) -> HttpResponse:
    """A new account gets a link; somebody who has a password already gets the role alone."""
    bodies = {str(each.pk): each for each in members.organisations(request.user)}
    services = {str(each.pk): each for each in members.services(request.user)}
    form = forms.Invite(
        request.POST or None,
        roles=members.roles(),
        organisations=[(key, each.name) for key, each in bodies.items()],
        services=[(key, f"{each.label}, {each.area.name}") for key, each in services.items()],
    )
    if form.is_valid():
        with form.refusing(), transaction.atomic():  # an account whose role is refused is not made either
            said = form.cleaned_data
            service = services.get(said["service"])
            return _invited(request, said, service, bodies.get(said["organisation"]))
    return render(request, "design/layouts/question.jinja", {"page": page.invite(), "form": form})


def _invited(request: HttpRequest, said: dict[str, Any], service: object, body: object) -> HttpResponse:
    by: Any = request.user
    on = today()
    user = actions.invite(email=said["email"], name=said["name"], password=None, by=by, on=on)
    actions.join(user=user, organisation=body, role=said["role"], service=service, by=by, on=on)
    if user.has_usable_password():
        messages.success(request, f"{user.name} has an account already, and has the role now too.")
        return redirect("accounts:people")
    token = actions.give_link(user=user, by=by, on=on)
    link = request.build_absolute_uri(reverse("accounts:open_link", args=[token]))
    return render(request, "accounts/invite/given.jinja", {"page": page.given(user.name, link, on)})
