"""Letters that nobody needs any more, because the advice is here or is not asked for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

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
    stopped = list(rows.select_for_update())
    for each in stopped:
        change(each, by, "post.stop", state=State.STOPPED.value, next_try=None, secret="")
    for each in Message.objects.filter(
        about__in=abouts, stops=True, news_by__isnull=False
    ).select_for_update():
        change(each, by, "post.stop", news_by=None)
    return len(stopped)
