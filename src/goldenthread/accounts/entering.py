"""From a first factor to a session: until the second is proved, nobody is signed in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth import login
from django.http import HttpRequest

from goldenthread.accounts import actions, queries
from goldenthread.accounts.device import address, device
from goldenthread.rules.proof import Proof

if TYPE_CHECKING:
    from goldenthread.accounts.models import User

WAITING, SECRET = "waiting", "secret"
PATIENCE = 600
"""Seconds in which the second factor must follow the first."""

BACKEND = "django.contrib.auth.backends.ModelBackend"


def await_second(request: HttpRequest, user: User) -> None:
    """Remember who proved a first factor, for ten minutes, and nothing else of an earlier visitor."""
    request.session.flush()
    request.session[WAITING] = str(user.pk)
    request.session.set_expiry(PATIENCE)


def waiting(request: HttpRequest) -> User | None:
    """Who has proved a first factor and not yet a second."""
    known = request.session.get(WAITING)
    return queries.active(known) if known else None


def enter(request: HttpRequest, user: User, proof: Proof, on: date) -> None:
    """Both are proved: a new session, under a new key, with its row in the list."""
    request.session.pop(WAITING, None)
    request.session.pop(SECRET, None)
    login(request, user, backend=BACKEND)
    request.session.set_expiry(None)
    request.session.cycle_key()
    actions.sign_in(
        user=user,
        key=str(request.session.session_key),
        proof=proof,
        device=device(request),
        address=address(request),
        by=user,
        on=on,
    )
