"""Claiming a key before the deed and keeping its result with it: one transaction, so neither stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection

from goldenthread.once.models import Sending

KEPT = timedelta(days=30)
"""Longer than any page stays open: a session ends after half a day."""

CLAIM = """
insert into once_sending (id, sent_by, key, digest, location, said) values (%s, %s, %s, %s, '', '[]')
on conflict (sent_by, key) do nothing
"""


def claim(*, by: Any, key: str, digest: str) -> bool:
    """Whether this is the first time. A second sender waits here until the first one's transaction has ended."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, [uuid4(), by.pk, key, digest])
        return bool(cursor.rowcount == 1)


def keep(*, by: Any, key: str, location: str, said: Sequence[tuple[int, str]]) -> None:
    """Where the deed led and what was said, for whoever sends the same again."""
    Sending.objects.filter(sent_by=by.pk, key=key).update(location=location, said=list(said))


def release(*, by: Any, key: str) -> None:
    """Nothing was done: the same form may be sent again."""
    Sending.objects.filter(sent_by=by.pk, key=key).delete()


def forget(*, at: datetime) -> int:
    """Drop what nobody can send again. Only a system account sees the rows of others."""
    number, _ = Sending.objects.filter(sent_at__lt=at - KEPT).delete()
    return number
