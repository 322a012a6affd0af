"""From a first factor to a session: until the second is proved, nobody is signed in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from goldenthread.accounts import actions, queries
from goldenthread.accounts.device import address, device
from goldenthread.accounts.queries.failures import opens_again_at
from goldenthread.accounts.queries.sessions import has_left
from goldenthread.accounts.sealing import seal, unseal
from goldenthread.rules.proof import Proof
from goldenthread.rules.refusals import Refused

if TYPE_CHECKING:
    from goldenthread.accounts.models import User

WRONG = "The email address or the password is not right. Check both and try again."
CLOSED = (
    "There were too many failed attempts. Try again after {}, or ask your manager to unlock your account."
)
INVENTED = "This is an account of the demonstration, which real use does not open. Sign in with your own."
LEFT = (
    "Your last role here has ended, so there is nothing for you to open. If that is wrong, tell your manager."
)
LONDON = ZoneInfo("Europe/London")

WAITING, STAMP, SECRET = "waiting", "stamp", "secret"
PATIENCE = 600
"""Seconds in which the second factor must follow the first."""

BACKEND = "django.contrib.auth.backends.ModelBackend"


def first_factor(request: HttpRequest, email: str, password: str, on: date) -> User:
    """Whose address and password these are. Refused in one sentence for a wrong address and a wrong password."""
    refuse_closed(request, email)
    person = authenticate(request, username=email, password=password)
    if person is None:
        raise failed(request, email, WRONG, on)
    refuse_unwelcome(person)
    return person


def refuse_closed(request: HttpRequest, email: str) -> None:
    """After too many failures nobody may try, whether the address is somebody's or nobody's."""
    again = opens_again_at(email, address(request))
    if again is not None:
        raise Refused(CLOSED.format(f"{again.astimezone(LONDON):%H:%M}"))


def failed(request: HttpRequest, email: str, sentence: str, on: date) -> Refused:
    """Count a failure; the refusal to raise says so, or that sign-in is closed now."""
    door = actions.ensure_system_account("door", "Sign-in")
    actions.fail(email=email, address=address(request), by=door, on=on)
    try:
        refuse_closed(request, email)
    except Refused as closed:
        return closed
    return Refused(sentence)


def refuse_unwelcome(person: User) -> None:
    """Whom no factor opens the record to: an invented person in real use, and whoever has left."""
    if person.is_demonstration and settings.PRODUCTION:
        raise Refused(INVENTED)
    if has_left(person):
        raise Refused(LEFT)


def await_second(request: HttpRequest, user: User) -> None:
    """Remember who proved a first factor, for ten minutes, and nothing else of an earlier visitor."""
    request.session.flush()
    request.session[WAITING] = str(user.pk)
    request.session[STAMP] = user.get_session_auth_hash()
    request.session.set_expiry(PATIENCE)


def waiting(request: HttpRequest) -> User | None:
    """Who has proved a first factor and not yet a second; nobody once the password was changed meanwhile."""
    known = request.session.get(WAITING)
    person = queries.active(known) if known else None
    if person is None:
        return None
    is_same = constant_time_compare(request.session.get(STAMP, ""), person.get_session_auth_hash())
    return person if is_same else None


def secret_to_set_up(request: HttpRequest) -> str:
    """The secret that this session is setting up, made on the first look and kept sealed."""
    if SECRET not in request.session:
        request.session[SECRET] = seal(generate_totp_secret())
    return unseal(request.session[SECRET])


def enter(request: HttpRequest, user: User, proof: Proof, on: date) -> None:
    """Both are proved: a new session, under a new key, with its row in the list."""
    for word in (WAITING, STAMP, SECRET):
        request.session.pop(word, None)
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
