"""Somebody signs in at a device, is seen there, and signs out."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db.models.functions import Now

from goldenthread.accounts.models import Session, User
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.rules.proof import Proof


@action()
def sign_in(
    *,
    user: User,
    key: str,
    proof: Proof,
    device: str,
    address: str | None,
    by: User,
    on: date,
) -> Session:
    """A session of somebody who has proved both factors. Those that time ended are cleared away."""
    longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    Session.objects.filter(by=user, begun_at__lt=Now() - longest).delete()
    session = Session.objects.create(by=user, key=key, proof=proof, device=device, address=address)
    record(by=by, deed="accounts.sign_in", subject="session", subject_id=session.pk)
    return session


@action()
def sign_out(*, session: Session, by: User, on: date) -> None:
    """The session ends; whoever holds its cookie holds nothing."""
    record(by=by, deed="accounts.sign_out", subject="session", subject_id=session.pk)
    Session.objects.filter(pk=session.pk).delete()


def see(key: str) -> None:
    """Somebody is still there."""
    Session.objects.filter(key=key).update(seen_at=Now())
