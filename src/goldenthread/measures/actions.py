"""What counting writes: that somebody took the requests behind a figure away as a file."""

from __future__ import annotations

from datetime import date

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import may
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.directory.models import Area
from goldenthread.rules.access import Permission
from goldenthread.rules.refusals import Refused


@action(needs=Permission.EXPORT)
def export(*, area: Area, by: User, on: date) -> None:
    """The requests behind a figure leave as a file. The audit keeps who took them; who may not is refused."""
    if not may(by, Permission.EXPORT):
        raise Refused("Your role does not allow you to download this list. Ask for the role.")
    record(by=by, deed="measures.export", subject="area", subject_id=area.pk, area=area)
