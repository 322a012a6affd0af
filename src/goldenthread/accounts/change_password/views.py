"""Changing one's password: every other session ends."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from goldenthread.accounts import actions
from goldenthread.accounts.change_password import forms
from goldenthread.accounts.entering import enter
from goldenthread.accounts.permission import signed_in
from goldenthread.accounts.proving import prove
from goldenthread.clock import today
from goldenthread.design.page import Link, Question
from goldenthread.rules.proof import Proof


@signed_in
@sensitive_post_parameters("password", "new_password")
@never_cache
def change_password(request: HttpRequest) -> HttpResponse:
    """The old one is asked for again; the new one is used from now on, here and nowhere else."""
    person: Any = request.user
    proof = Proof(person.proof)
    form = forms.Change(request.POST or None, user=person)
    if form.is_valid():
        with form.refusing():
            prove(request, person, form.cleaned_data["password"], today())
            actions.change_password(
                user=person, password=form.cleaned_data["new_password"], by=person, on=today()
            )
            enter(request, person, proof, today())
            messages.success(request, "Your password was changed. Everywhere else you are signed out.")
            return redirect("accounts:account")
    home = reverse("accounts:account")
    page = Question(
        title="Change your password",
        button="Change it",
        back=Link("Back to your account", home),
        cancel=home,
    )
    return render(request, "design/layouts/question.jinja", {"page": page, "form": form})
