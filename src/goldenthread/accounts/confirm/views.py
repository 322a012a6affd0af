"""Signing in, second step: the code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from goldenthread.accounts import queries
from goldenthread.accounts.actions import spend_code
from goldenthread.accounts.confirm import forms, page
from goldenthread.accounts.entering import enter, failed, refuse_closed, waiting
from goldenthread.accounts.onward import onward, step
from goldenthread.accounts.permission import open_to_all
from goldenthread.clock import today


@open_to_all
@never_cache
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask whoever proved the first factor for a code; anybody else starts at the beginning."""
    person = waiting(request)
    if person is None:
        return step(request, "accounts:sign_in")
    if not queries.has_second_factor(person):
        return step(request, "accounts:secure")
    form = forms.Confirm(request.POST or None)
    if form.is_valid():
        with form.refusing():
            refuse_closed(request, person.email)
            proof = spend_code(person, form.cleaned_data["code"])
            if proof is not None:
                enter(request, person, proof, today())
                return redirect(onward(request))
            raise failed(request, person.email, forms.WRONG, today())
    asked = page.confirm(person.email, queries.invented_code(person))
    return render(request, "accounts/confirm/page.jinja", {"page": asked, "form": form})
