"""What somebody had typed when their time was over is kept for them, and let go of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models.functions import Now

from goldenthread.accounts.actions.own import refuse_others
from goldenthread.accounts.models import Kept, User
from goldenthread.accounts.sealing import seal
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.rules.access import Given

A_DAY = timedelta(days=1)


@action(needs=Given.OWN)
def keep(*, user: User, path: str, typed: Mapping[str, list[str]], by: User, on: date) -> Kept:
    """Sealed, for this person alone, for a day. Everybody's of an earlier day is let go of."""
    refuse_others(user, by)
    Kept.objects.filter(kept_at__lt=Now() - A_DAY).delete()
    kept = Kept.objects.create(by=user, path=path, typed=seal(json.dumps(typed)))
    record(by=by, deed="accounts.keep", subject="kept", subject_id=kept.pk)
    return kept


@action(needs=Given.OWN)
def forget(*, kept: Kept, by: User, on: date) -> None:
    """It was sent, or is not wanted any more."""
    refuse_others(kept.by, by)
    record(by=by, deed="accounts.forget", subject="kept", subject_id=kept.pk)
    Kept.objects.filter(pk=kept.pk).delete()
