"""A letter of whose delivery no word came: a person asks its recipient, and says whether it is there (B14)."""

from __future__ import annotations

from datetime import date

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.audit.action import action
from goldenthread.post.actions.handing import lock_cases, miss
from goldenthread.post.actions.writing import change, locked
from goldenthread.post.models import Message
from goldenthread.post.queries import SILENT
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused

HEARD = "Word of this letter has come meanwhile. Look at where it stands now."
MISSING = "No word of its delivery came, and {name} says that it is not there."


@action(needs=Permission.WORK, leaves=[Kind.LETTER_RETURNED])
def confirm(*, message: Message, version: int, is_there: bool, by: User, on: date) -> None:
    """Say what the recipient says: it is there; or it is not, and the letter counts as one that came back."""
    ensure(by, Permission.WORK, message.area_id)
    lock_cases([message.pk])
    found = locked(message, version)
    if not Message.objects.filter(SILENT, pk=found.pk).exists():
        raise Refused(HEARD)
    if is_there:
        change(found, by, "post.confirm", news_by=None, delivered_on=on)
    else:
        miss(found, "post.confirm", MISSING.format(name=found.to_name), by, on)
