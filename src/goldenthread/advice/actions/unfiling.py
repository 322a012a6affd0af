"""Taking a mail off a wrong case, with the advice that was recorded from it: that is never kept in silence (B03)."""

from __future__ import annotations

from datetime import date

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.advice.queries import recorded_from
from goldenthread.audit.action import action
from goldenthread.cases.actions import correct
from goldenthread.cases.models import Fact
from goldenthread.inbox import actions as inbox
from goldenthread.inbox.models import Mail
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind

WHY = "It was recorded from a mail that was filed to the wrong case."


@action(needs=Permission.CORRECT, leaves=[Kind.FACT_CORRECTED])
def unfile(*, mail: Mail, reason: str, by: User, on: date) -> list[Told]:
    """Strike out the advice that was recorded from a mail, then take it off its case. Gives what was struck out."""
    ensure(by, Permission.CORRECT, mail.area_id)
    struck = recorded_from(mail, by)
    for each in struck:
        correct(fact=Fact.objects.get(pk=each.id), is_void=True, reason=WHY, by=by, on=on)
    inbox.unfile(mail=mail, reason=reason, by=by, on=on)
    return struck
