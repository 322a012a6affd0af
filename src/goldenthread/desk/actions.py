"""What the desk writes: that somebody took a list away."""

from __future__ import annotations

from datetime import date

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import may
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.rules.access import Permission
from goldenthread.rules.refusals import Refused


@action(needs=Permission.EXPORT)
def export(*, by: User, on: date) -> None:
    """A worklist leaves as a file. The audit keeps who took it; who may not is refused."""
    if not may(by, Permission.EXPORT):
        raise Refused("Your role does not allow you to download the worklist. Ask for the role.")
    record(by=by, deed="desk.export", subject="worklist", subject_id=by.pk)
