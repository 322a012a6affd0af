"""Personal links: somebody opens theirs once and chooses a password. There is no other way to one."""

from __future__ import annotations

import secrets
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models.functions import Now

from goldenthread.accounts.actions.own import refuse_others
from goldenthread.accounts.actions.sessions import revoke
from goldenthread.accounts.models import Invitation, User
from goldenthread.accounts.queries import is_reporting
from goldenthread.accounts.queries.links import digest
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.rules.access import Given, Permission
from goldenthread.rules.refusals import Refused


@action(needs=Permission.MANAGE_MEMBERS)
def give_link(*, user: User, renews_factors: bool = False, by: User, on: date) -> str:
    """The secret part of a new link, shown this once; the link that the person had before ends.

    Nobody makes their own: at a desk that was left open, a link would be a way round the password of now.
    """
    if user == by:
        raise Refused(
            "You cannot make a link for yourself. Change your password or your phone under your name, or ask somebody "
            "else who looks after members."
        )
    if not user.is_active or user.is_system or is_reporting(user):
        raise Refused(
            f"{user.name}'s account is closed, or nobody's. Only somebody's own account gets a link."
        )
    token = secrets.token_urlsafe(32)
    made = {"digest": digest(token), "made_by": by.pk, "made_at": Now(), "renews_factors": renews_factors}
    link, _ = Invitation.objects.update_or_create(user=user, defaults=made)
    record(by=by, deed="accounts.give_link", subject="invitation", subject_id=link.pk)
    return token


@action(needs=Given.OWN)
def accept(*, invitation: Invitation, password: str, by: User, on: date) -> User:
    """The person has chosen a password. Whoever was signed in with the old one is not any more."""
    refuse_others(invitation.user, by)
    user = invitation.user
    user.set_password(password)
    user.save(update_fields=["password"])
    if invitation.renews_factors:
        Authenticator.objects.filter(user=user).delete()
    record(by=by, deed="accounts.accept", subject="invitation", subject_id=invitation.pk)
    record(by=by, deed="accounts.accept", subject="user", subject_id=user.pk)
    Invitation.objects.filter(pk=invitation.pk).delete()
    revoke(user=user, by=by, on=on)
    return user


@action(needs=Given.OWN)
def change_password(*, user: User, password: str, by: User, on: date) -> None:
    """Another password, and every session ends: also one that somebody else had opened with the old one."""
    refuse_others(user, by)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(by=by, deed="accounts.change_password", subject="user", subject_id=user.pk)
    revoke(user=user, by=by, on=on)


@action(needs=Permission.MANAGE_MEMBERS)
def close(*, user: User, by: User, on: date) -> None:
    """The account opens nothing any more, from the next request on. It stays, for what the person did."""
    if user == by:
        raise Refused("You cannot close your own account. Ask somebody else who looks after members.")
    User.objects.filter(pk=user.pk).update(is_active=False)
    record(by=by, deed="accounts.close", subject="user", subject_id=user.pk)
    revoke(user=user, by=by, on=on)
