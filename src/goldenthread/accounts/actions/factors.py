"""Second factors: an authenticator app's codes, and recovery codes for the day that the phone is lost."""

from __future__ import annotations

from datetime import date
from hmac import compare_digest

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import transaction

from goldenthread.accounts.actions.own import refuse_others
from goldenthread.accounts.models import User
from goldenthread.accounts.sealing import InvalidToken, unseal
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.rules.access import Given
from goldenthread.rules.proof import Proof

Kind = Authenticator.Type


@action(needs=Given.OWN)
def add_authenticator(*, user: User, secret: str, by: User, on: date) -> None:
    """The person's authenticator app, in place of the one there was."""
    refuse_others(user, by)
    Authenticator.objects.filter(user=user, type=Kind.TOTP).delete()
    TOTP.activate(user, secret)
    record(by=by, deed="accounts.add_authenticator", subject="user", subject_id=user.pk)


@action(needs=Given.OWN)
def renew_recovery_codes(*, user: User, by: User, on: date) -> list[str]:
    """Ten new codes, each good for one sign-in; the former ones end."""
    refuse_others(user, by)
    Authenticator.objects.filter(user=user, type=Kind.RECOVERY_CODES).delete()
    codes: list[str] = RecoveryCodes.activate(user).generate_codes()
    record(by=by, deed="accounts.renew_recovery_codes", subject="user", subject_id=user.pk)
    return codes


def spend_code(user: User, typed: str) -> Proof | None:
    """What this code proves, which it can do once; None where it is wrong, spent or unreadable."""
    code = "".join(typed.split())
    with transaction.atomic():
        kept = {each.type: each for each in Authenticator.objects.select_for_update().filter(user=user)}
        try:
            if Kind.TOTP in kept and _spend_period(kept[Kind.TOTP], code):
                return Proof.CODE
            if Kind.RECOVERY_CODES in kept and RecoveryCodes(kept[Kind.RECOVERY_CODES]).validate_code(code):
                return Proof.RECOVERY
        except InvalidToken:
            return None
    return None


def _spend_period(app: Authenticator, code: str) -> bool:
    """Whether it is the app's code of a period later than any that was used."""
    secret = unseal(app.data["secret"])
    for period in yield_hotp_counters_from_time():
        right = format_hotp_value(hotp_value(secret, period))
        if period > app.data.get("spent", 0) and compare_digest(code.encode(), right.encode()):
            app.data["spent"] = period
            app.record_usage()
            app.save(update_fields=["data"])
            return True
    return False
