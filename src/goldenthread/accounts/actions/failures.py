"""Sign-ins that fail, and opening again what they closed."""

from __future__ import annotations

from datetime import date

from django.db.models.functions import Now

from goldenthread.accounts.models import Failure, User
from goldenthread.accounts.queries.failures import digest, opens_again_at
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.rules.access import Given, Permission
from goldenthread.rules.lockout import LOOK_BACK
from goldenthread.rules.refusals import Refused


@action(needs=Given.SYSTEM)
def fail(*, email: str, address: str | None, by: User, on: date) -> None:
    """Count a failure, of whoever has this address or nobody; say so once more where it closes the account."""
    Failure.objects.filter(moment__lt=Now() - LOOK_BACK).delete()
    failure = Failure.objects.create(whose=digest(email), address=address)
    record(by=by, deed="accounts.fail", subject="failure", subject_id=failure.pk)
    user = User.objects.filter(email=email.strip().lower()).first()
    if opens_again_at(email, address):
        record(by=by, deed="accounts.lock", subject="user", subject_id=user.pk if user else failure.pk)


@action(needs=Permission.MANAGE_MEMBERS)
def unlock(*, user: User, by: User, on: date) -> None:
    """Forget an account's failures: the person has said that it was they. Nobody says so of themselves."""
    if user == by:
        raise Refused("You cannot unlock your own account. Ask somebody else who looks after members.")
    forgive(user, by)


def forgive(user: User, by: User) -> None:
    """Within a deed: the account's failures count no more. Whoever has signed in after all is forgiven theirs."""
    for failure in Failure.objects.filter(whose=digest(user.email)):
        record(by=by, deed="accounts.unlock", subject="failure", subject_id=failure.pk)
    Failure.objects.filter(whose=digest(user.email)).delete()
