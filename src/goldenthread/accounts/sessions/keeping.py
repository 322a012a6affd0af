"""Keeping what was sent too late, and the ways back to it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from goldenthread.accounts import actions
from goldenthread.once.keys import FORGERY, KEY

if TYPE_CHECKING:
    from goldenthread.accounts.models import Kept, User

MOST = 1_000_000
"""Letters of a form that are kept; more is a file, not something typed."""


def keep(request: HttpRequest, person: User, on: date) -> HttpResponseRedirect:
    """Keep the form for this person, and lead to sign-in and back to it. Secrets and files are not kept."""
    typed = {name: values for name, values in request.POST.lists() if is_kept(name)}
    way = without(request.get_full_path())
    if typed and sum(len(value) for values in typed.values() for value in values) <= MOST:
        row = actions.keep(user=person, path=way, typed=typed, by=person, on=on)
        way = way_to(row)
    return redirect(f"{reverse('accounts:sign_in')}?{urlencode({'next': way}, safe='/')}")


def is_kept(name: str) -> bool:
    """A password is typed again, and what each form carries unseen is made anew."""
    return name not in (KEY, FORGERY) and "password" not in name


def without(address: str) -> str:
    """An address without what an earlier time-out added to it."""
    path, _, query = address.partition("?")
    rest = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "kept"]
    return f"{path}?{urlencode(rest)}" if rest else path


def way_to(kept: Kept) -> str:
    """The form's own address, told which typing to give back, and to forget once it is sent."""
    return f"{kept.path}{'&' if '?' in kept.path else '?'}{urlencode({'kept': kept.pk})}"


def return_to(kept: Kept) -> str:
    """The page that shows what was kept where its own form cannot."""
    return reverse("accounts:kept", args=[kept.pk])
