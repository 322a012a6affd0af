"""Somebody signs in at a device, is seen there, and that ends: by them, by time, or by whoever answers for them."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db.models.functions import Now

from goldenthread.accounts.actions.failures import forgive
from goldenthread.accounts.actions.own import refuse_others
from goldenthread.accounts.models import Session, User
from goldenthread.accounts.queries import may
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.rules.access import Given, Permission
from goldenthread.rules.proof import Proof


@action(needs=Given.OWN)
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
    """A session of somebody who has proved both factors, whose failures count no more.

    Rows that nobody can come back to are cleared away.
    """
    refuse_others(user, by)
    forgive(user, by)
    longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    Session.objects.filter(by=user, begun_at__lt=Now() - longest).delete()
    session = Session.objects.create(by=user, key=key, proof=proof, device=device, address=address)
    record(by=by, deed="accounts.sign_in", subject="session", subject_id=session.pk)
    return session


@action(needs=Given.OWN)
def sign_out(*, session: Session, by: User, on: date) -> None:
    """The person is done here; whoever holds the cookie holds nothing."""
    refuse_others(session.by, by)
    _end(session, by, "accounts.sign_out")


@action(needs=Given.OWN)
def time_out(*, session: Session, by: User, on: date) -> None:
    """Nobody was there for too long, or for too long in one go; or the person's last role has ended."""
    refuse_others(session.by, by)
    _end(session, by, "accounts.time_out")


@action(needs=(Given.OWN, Permission.MANAGE_MEMBERS))
def revoke(*, user: User, session: Session | None = None, by: User, on: date) -> int:
    """End a session from elsewhere; without naming one, all that the person has. Returns how many ended."""
    if user != by and not may(by, Permission.MANAGE_MEMBERS):
        refuse_others(user, by)
    doomed = [session] if session else list(Session.objects.filter(by=user))
    for each in doomed:
        _end(each, by, "accounts.revoke")
    return len(doomed)


def see(key: str) -> None:
    """Somebody is still there."""
    Session.objects.filter(key=key).update(seen_at=Now())


def _end(session: Session, by: User, deed: str) -> None:
    record(by=by, deed=deed, subject="session", subject_id=session.pk)
    Session.objects.filter(pk=session.pk).delete()
