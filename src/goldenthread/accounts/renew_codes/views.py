"""New recovery codes in place of the old, shown once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from goldenthread.accounts import actions
from goldenthread.accounts.permission import signed_in
from goldenthread.accounts.proving import prove
from goldenthread.accounts.renew_codes import forms
from goldenthread.accounts.secure.page import codes
from goldenthread.clock import today
from goldenthread.design.page import Link, Question


@signed_in
@sensitive_post_parameters("password")
@never_cache
def renew_codes(request: HttpRequest) -> HttpResponse:
    """Ask for the password, then show the codes."""
    home = reverse("accounts:account")
    form = forms.Renew(request.POST or None)
    if form.is_valid():
        with form.refusing():
            prove(request, request.user, form.cleaned_data["password"], today())
            new = actions.renew_recovery_codes(user=request.user, by=request.user, on=today())
            return render(request, "accounts/secure/codes.jinja", {"page": codes(new, home)})
    page = Question(
        title="Make new recovery codes",
        button="Make them",
        back=Link("Back to your account", home),
        cancel=home,
    )
    return render(request, "accounts/renew_codes/page.jinja", {"page": page, "form": form})
