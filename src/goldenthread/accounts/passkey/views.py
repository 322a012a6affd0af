"""Signing in with a passkey alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from goldenthread.accounts.ceremony import FAILED, answered, ask
from goldenthread.accounts.entering import enter, failed, refuse_closed, refuse_unwelcome
from goldenthread.accounts.onward import onward
from goldenthread.accounts.passkey import forms, page
from goldenthread.accounts.permission import open_to_all
from goldenthread.clock import today
from goldenthread.rules.proof import Proof
from goldenthread.rules.refusals import Refused

if TYPE_CHECKING:
    from goldenthread.accounts.models import User


@open_to_all
@never_cache
def passkey(request: HttpRequest) -> HttpResponse:
    """Whoever holds a passkey of an open account, and has unlocked it, is signed in."""
    form = forms.Passkey(request.POST or None)
    if form.is_valid():
        with form.refusing():
            person = _whose(request, form.cleaned_data["answer"])
            enter(request, person, Proof.PASSKEY, today())
            return redirect(onward(request))
    return render(request, "accounts/passkey/page.jinja", {"page": page.passkey(ask()), "form": form})


def _whose(request: HttpRequest, sent: str) -> User:
    """The open account of the passkey that has answered. What fails is nobody's, and counts by network address."""
    refuse_closed(request, "")
    try:
        person, used = answered(sent)
        if not person.is_active or person.is_system:
            raise Refused(FAILED)
    except Refused as refusal:
        raise failed(request, f"passkey {uuid4()}", refusal.sentence, today()) from refusal
    refuse_unwelcome(person)
    used.record_usage()
    return person
