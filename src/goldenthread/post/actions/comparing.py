"""After a restore: letters that the mail server had taken before it are not sent again (H07)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models.functions import Now

from goldenthread.accounts.models import User
from goldenthread.audit.action import action
from goldenthread.post.actions.handing import follow, lock_cases
from goldenthread.post.models import Attempt, Message
from goldenthread.rules.access import Given
from goldenthread.rules.facts import Kind
from goldenthread.rules.sending import Outcome, State

FOUND = "It left before the restore: the mail server's log has it."
LEFT = (State.ACCEPTED.value, State.RETURNED.value, State.STOPPED.value)


@action(needs=Given.SYSTEM, leaves=[Kind.LETTER_SENT])
def send_before(*, letters: Collection[UUID], by: User, on: date) -> int:
    """Say that these letters were sent before the database was put back. Returns how many of them had not been known.

    `on` is the day from which on things are lost: the record knows no better when each of them left.
    """
    waiting = Message.objects.filter(pk__in=list(letters)).exclude(state__in=LEFT)
    ids = list(waiting.values_list("pk", flat=True))
    lock_cases(ids)
    rows = Message.objects.select_for_update(of=("self",)).select_related("case", "service")
    found = list(rows.filter(pk__in=ids).exclude(state__in=LEFT).order_by("case_id", "pk"))
    for message in found:
        open_ = Attempt.objects.filter(message=message, ended__isnull=True)
        open_.update(ended=Now(), outcome=Outcome.ACCEPTED.value, reply=FOUND)
        follow(message, Outcome.ACCEPTED, FOUND, by, on)
    return len(found)
