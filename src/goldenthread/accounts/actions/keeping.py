"""What somebody had typed when their time was over is kept for them, and let go of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models.functions import Now

from goldenthread.accounts.models import Kept, User
from goldenthread.accounts.sealing import seal
from goldenthread.audit.action import action
from goldenthread.audit.actions import record

A_DAY = timedelta(days=1)


@action()
def keep(*, user: User, path: str, typed: Mapping[str, list[str]], by: User, on: date) -> Kept:
    """Sealed, for this person alone, for a day. Everybody's of an earlier day is let go of."""
    Kept.objects.filter(kept_at__lt=Now() - A_DAY).delete()
    kept = Kept.objects.create(by=user, path=path, typed=seal(json.dumps(typed)))
    record(by=by, deed="accounts.keep", subject="kept", subject_id=kept.pk)
    return kept


@action()
def forget(*, kept: Kept, by: User, on: date) -> None:
    """It was sent, or is not wanted any more."""
    record(by=by, deed="accounts.forget", subject="kept", subject_id=kept.pk)
    Kept.objects.filter(pk=kept.pk).delete()
