"""A letter on paper: a person posts it, and says on which day. No worker ever has it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied

from goldenthread.accounts.models import User
from goldenthread.audit.action import action
from goldenthread.cases.append import append
from goldenthread.post.actions.handing import OTHER_MAILBOX, lock_cases, set_aside, told
from goldenthread.post.actions.writing import change, locked, refuse_if_ended
from goldenthread.post.models import Message
from goldenthread.post.queries import has_moved, may_post
from goldenthread.recovery.queries import waiting
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused
from goldenthread.rules.sending import State
from goldenthread.rules.words import said

RESTORED = (
    "The record was restored, so this letter may have been posted already. Compare what was sent first."
)


@action(needs=Permission.WRITE_LETTERS, leaves=[Kind.LETTER_SENT])
def send_by_post(*, message: Message, version: int, by: User, on: date) -> State:
    """It was posted on this day, and stands on the timeline from then on.

    One that is not needed any more is refused: the case is locked first, so whoever records the advice was before, or
    waits. One whose recipient has moved is held back instead, for somebody to see. Returns where it stands.
    """
    lock_cases([message.pk])
    found = locked(message, version)
    if not may_post(found, by):
        raise PermissionDenied("Only its sender or the single point of contact posts this letter.")
    _refuse_unfit(found, on)
    if has_moved(found):
        set_aside(found, by, State.HELD, OTHER_MAILBOX.format(name=found.to_name))
        return State.HELD
    change(
        found, by, "post.send_by_post", state=State.ACCEPTED.value, sent_on=on, posted_by=by.pk,
        reply=f"Posted by {by.name}.",
    )  # fmt: skip
    append(case=found.case, kind=Kind.LETTER_SENT, on=on, by=by, about=found.about, details=told(found))
    return State.ACCEPTED


def _refuse_unfit(message: Message, on: date) -> None:
    if message.state != State.TO_POST:
        raise Refused("This letter has changed since. Look at where it stands now.")
    if waiting() is not None:
        raise Refused(RESTORED)
    if message.stops:
        refuse_if_ended(message)
    first = message.signed_on or message.written_on
    if on < first:
        raise Refused(f"The letter was written on {said(first)}. Enter that day or a later one.", "on")
