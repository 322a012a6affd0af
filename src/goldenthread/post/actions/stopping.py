"""Letters that nobody needs any more, because the advice is here or is not asked for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from goldenthread.accounts.models import User
from goldenthread.audit.action import action
from goldenthread.audit.actions import record_each
from goldenthread.post.models import Message
from goldenthread.rules.access import Given
from goldenthread.rules.sending import WAITING, State

STOPPABLE = [each.value for each in WAITING]


@action(needs=Given.WITHIN)
def stop(*, abouts: Collection[UUID], by: User, on: date) -> int:
    """Letters about these requests for advice that have not left are not needed any more. Returns how many.

    Of those that have left, nobody waits for word any more.
    """
    if not abouts:
        return 0
    left = Message.objects.filter(about__in=abouts, stops=True)
    stopped = _stop(left.filter(state__in=STOPPABLE), by)
    _change(left.filter(news_by__isnull=False), by, news_by=None)
    return stopped


def stop_older(about: UUID, template: str, address: str, by: User) -> None:
    """Letters of this template to the same address that have not left: a new one takes their place."""
    rows = Message.objects.filter(about=about, template=template, to_address=address, state__in=STOPPABLE)
    _stop(rows, by)


def _stop(rows: QuerySet[Message], by: User) -> int:
    return _change(rows, by, state=State.STOPPED.value, next_try=None, secret="")


def _change(rows: QuerySet[Message], by: User, **values: Any) -> int:
    """All at once, locked in one order, with an audit row for each. Returns how many."""
    locked = rows.select_for_update().order_by("case_id", "pk")
    found = list(locked.values_list("pk", "area_id", "case_id"))
    if found:
        Message.objects.filter(pk__in=[id_ for id_, *_ in found]).update(**values)
        record_each(by=by, deed="post.stop", subject="message", rows=found)
    return len(found)
