"""Recording a restore, and that a person has compared what came back with what was lost."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models.functions import Now

from goldenthread.accounts.models import User
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.recovery.models import Restore
from goldenthread.recovery.queries import waiting
from goldenthread.rules.access import Given, Permission
from goldenthread.rules.refusals import Refused


@action(needs=Given.SYSTEM)
def restore(
    *, lost_after: datetime, checkpoint: int | None, newest: int | None, by: User, on: date
) -> Restore:
    """Say in the restored database itself that it was restored; the audit goes on with this row."""
    restored = Restore.objects.create(
        lost_after=lost_after, checkpoint=checkpoint, newest=newest, restored_by=by.pk
    )
    record(by=by, deed="recovery.restore", subject="restore", subject_id=restored.pk)
    return restored


@action(needs=Permission.OPERATE)
def compare(*, by: User, on: date) -> Restore:
    """A person has compared what came back with what was lost: from now on things are sent again."""
    found = waiting()
    if found is None:
        raise Refused("No restore waits to be compared.")
    for each in Restore.objects.filter(compared_at__isnull=True):
        Restore.objects.filter(pk=each.pk).update(compared_at=Now(), compared_by=by.pk)
        record(by=by, deed="recovery.compare", subject="restore", subject_id=each.pk)
    return found
