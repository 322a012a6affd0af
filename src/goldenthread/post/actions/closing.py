"""A letter that did not reach its recipient, and need not: they know, or have nothing to know any more (B15)."""

from __future__ import annotations

from datetime import date

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.audit.action import action
from goldenthread.post.actions.writing import change, locked
from goldenthread.post.models import Message
from goldenthread.rules.access import Permission
from goldenthread.rules.refusals import Refused
from goldenthread.rules.sending import TO_TRY_AGAIN, State, Told
from goldenthread.rules.words import said


@action(needs=Permission.WORK)
def close(*, message: Message, version: int, told: Told, told_on: date, by: User, on: date) -> None:
    """Say how its recipient came to know, and on which day: nobody has to see to it any more, and it never leaves."""
    ensure(by, Permission.WORK, message.area_id)
    found = locked(message, version)
    if found.state not in TO_TRY_AGAIN:
        raise Refused("This letter is on its way, or was sent. Look at where it stands now.")
    if not found.written_on <= told_on <= on:
        raise Refused(
            f"The letter was written on {said(found.written_on)}. Enter a day from then until today.",
            field="told_on",
        )
    why = f"{told.value}, on {said(told_on)}."
    change(found, by, "post.close", state=State.STOPPED.value, next_try=None, secret="", reply=why)
