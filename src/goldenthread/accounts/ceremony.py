"""The two ceremonies of a passkey, as django-allauth and fido2 check them; always with the person's own unlocking."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError

from goldenthread.rules.refusals import Refused

if TYPE_CHECKING:
    from goldenthread.accounts.models import User

FAILED = "The passkey was not accepted. Try again, or use another way."
MALFORMED = (ValidationError, ValueError, KeyError, TypeError, AttributeError)


def offer_new(user: User) -> str:
    """What the browser is asked to make a passkey from, once; kept in the session until it answers."""
    return _asked(auth.begin_registration(user, passwordless=True))


def made(sent: str) -> dict[str, Any]:
    """The new passkey, if it answers what was asked of it. Refused otherwise."""
    try:
        credential: dict[str, Any] = json.loads(sent)
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
    except MALFORMED as problem:
        raise Refused(FAILED) from problem
    return credential


def ask() -> str:
    """What any passkey of ours may answer, whoever it belongs to."""
    return _asked(auth.begin_authentication(None))


def answered(sent: str) -> tuple[User, Any]:
    """Whose passkey has answered, and which. Refused where none of ours has."""
    try:
        response = json.loads(sent)
        user = auth.extract_user_from_response(response)
        return user, auth.complete_authentication(user, response)
    except MALFORMED as problem:
        raise Refused(FAILED) from problem


def _asked(options: Mapping[str, Any]) -> str:
    return json.dumps(options["publicKey"])
