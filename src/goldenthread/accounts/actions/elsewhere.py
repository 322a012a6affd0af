"""An organisation's sign-in is joined to an account here."""

from __future__ import annotations

from datetime import date

from allauth.socialaccount.models import SocialAccount

from goldenthread.accounts.actions.own import refuse_others
from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ORGANISATION
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.rules.access import Given


@action(needs=Given.OWN)
def link(*, user: User, subject: str, by: User, on: date) -> None:
    """From now on this subject of the provider is this person, whatever address it tells. One for each account."""
    refuse_others(user, by)
    SocialAccount.objects.filter(user=user, provider=ORGANISATION).delete()
    SocialAccount.objects.create(user=user, provider=ORGANISATION, uid=subject)
    record(by=by, deed="accounts.link", subject="user", subject_id=user.pk)
