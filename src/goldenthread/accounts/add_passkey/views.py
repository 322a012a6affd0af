"""Adding a passkey."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from goldenthread.accounts import actions
from goldenthread.accounts.add_passkey import forms, page
from goldenthread.accounts.ceremony import made, offer_new
from goldenthread.accounts.permission import signed_in
from goldenthread.accounts.proving import prove
from goldenthread.clock import today


@signed_in
@sensitive_post_parameters("password")
@never_cache
def add_passkey(request: HttpRequest) -> HttpResponse:
    """The browser makes it, the password proves that it is wanted."""
    person: Any = request.user
    form = forms.Add(request.POST or None)
    if form.is_valid():
        with form.refusing():
            said = form.cleaned_data
            prove(request, person, said["password"], today())
            credential = made(said["answer"])
            actions.add_passkey(user=person, name=said["name"], credential=credential, by=person, on=today())
            messages.success(request, f"The passkey “{said['name']}” was added.")
            return redirect("accounts:account")
    return render(
        request, "accounts/add_passkey/page.jinja", {"page": page.add(offer_new(person)), "form": form}
    )
