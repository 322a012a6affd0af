"""Passkeys: a key of the person's own machine or phone, which it gives only to whoever unlocks it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn

from goldenthread.accounts.actions.own import refuse_others
from goldenthread.accounts.models import User
from goldenthread.accounts.queries import has_second_factor
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.rules.access import Given
from goldenthread.rules.refusals import Refused

PASSKEY = Authenticator.Type.WEBAUTHN


@action(needs=Given.OWN)
def add_passkey(*, user: User, name: str, credential: Mapping[str, Any], by: User, on: date) -> None:
    """One more way in. `credential` is what the browser made and the ceremony has checked."""
    refuse_others(user, by)
    WebAuthn.add(user, name, dict(credential))
    record(by=by, deed="accounts.add_passkey", subject="user", subject_id=user.pk)


@action(needs=Given.OWN)
def remove_passkey(*, user: User, passkey: Authenticator, by: User, on: date) -> None:
    """The key opens nothing any more. The last second factor stays."""
    refuse_others(user, by)
    if not has_second_factor(user, but=passkey.pk):
        raise Refused("This is your last second factor. Set an authenticator app up first.")
    record(by=by, deed="accounts.remove_passkey", subject="user", subject_id=user.pk)
    Authenticator.objects.filter(pk=passkey.pk, user=user).delete()
