"""Letters that nobody needs any more, because the advice is here or is not asked for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.accounts.models import User
from goldenthread.audit.action import action
from goldenthread.post.actions.writing import change
from goldenthread.post.models import Message
from goldenthread.rules.access import Given
from goldenthread.rules.sending import WAITING, State

STOPPABLE = [each.value for each in WAITING]


@action(needs=Given.WITHIN)
def stop(*, abouts: Collection[UUID], by: User, on: date) -> int:
    """Letters about these requests for advice that have not left are not needed any more. Returns how many.

    Of those that have left, nobody waits for word any more.
    """
    rows = Message.objects.filter(about__in=abouts, stops=True, state__in=STOPPABLE)
    stopped = _stop(rows, by)
    for each in Message.objects.filter(
        about__in=abouts, stops=True, news_by__isnull=False
    ).select_for_update():
        change(each, by, "post.stop", news_by=None)
    return stopped


def stop_older(about: UUID, template: str, address: str, by: User) -> None:
    """Letters of this template to the same address that have not left: a new one takes their place."""
    rows = Message.objects.filter(about=about, template=template, to_address=address, state__in=STOPPABLE)
    _stop(rows, by)


def _stop(rows: QuerySet[Message], by: User) -> int:
    found = list(rows.select_for_update())
    for each in found:
        change(each, by, "post.stop", state=State.STOPPED.value, next_try=None, secret="")
    return len(found)
