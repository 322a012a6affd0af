"""A letter on paper: a person posts it, and says on which day. No worker ever has it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied

from goldenthread.accounts.models import User
from goldenthread.audit.action import action
from goldenthread.database.acting import as_system
from goldenthread.post.actions.handing import lock_cases, set_aside
from goldenthread.post.actions.refusing import refuse_if_over
from goldenthread.post.actions.telling import stand
from goldenthread.post.actions.writing import change, locked
from goldenthread.post.models import Message
from goldenthread.post.queries import may_post
from goldenthread.post.recipients.queries import hindrance
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
    waits. One that its recipient may not get any more is held back instead, for somebody to see. Returns where it is.
    """
    lock_cases([message.pk])
    found = locked(message, version)
    if not may_post(found, by):
        raise PermissionDenied("Only its sender or the single point of contact posts this letter.")
    _refuse_unfit(found, on)
    with as_system("post"):
        why = hindrance(found, on)
    if why:
        set_aside(found, by, State.HELD, why)
        return State.HELD
    change(
        found, by, "post.send_by_post", state=State.ACCEPTED.value, sent_on=on, posted_by=by.pk,
        reply=f"Posted by {by.name}.",
    )  # fmt: skip
    stand(found, Kind.LETTER_SENT, by, on)
    return State.ACCEPTED


def _refuse_unfit(message: Message, on: date) -> None:
    if message.state != State.TO_POST:
        raise Refused("This letter has changed since. Look at where it stands now.")
    if waiting() is not None:
        raise Refused(RESTORED)
    refuse_if_over(message)
    first = message.signed_on or message.written_on
    if on < first:
        raise Refused(f"The letter was written on {said(first)}. Enter that day or a later one.", "on")
