"""What a worker does with a letter: claim it, commit that, hand it over, and write down how that ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models.functions import Now

from goldenthread.accounts.models import User
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.inbox.actions import expect
from goldenthread.post.actions.telling import stand
from goldenthread.post.actions.whole import whole, why_held
from goldenthread.post.channels import Claimed, File
from goldenthread.post.models import Attempt, Message
from goldenthread.post.paper.letter import heading_in
from goldenthread.post.queue import enqueue
from goldenthread.post.recipients.queries import hindrance
from goldenthread.recovery.queries import waiting
from goldenthread.rules.access import Given
from goldenthread.rules.channels import Channel
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused
from goldenthread.rules.sending import MAY_COME_BACK, NEWS_WITHIN, Next, Outcome, State, after

LEASE = timedelta(minutes=5)
"""Longer than any conversation with a mail server: an attempt that is older was cut off."""

UNCLAIMED = timedelta(minutes=15)
"""A letter that is due for so long has lost its job, and gets another."""

LOCK = """
select 1 from cases_case where id = any(array(select case_id from post_message where id = any(%s)))
order by id for no key update
"""
"""An array, so that cases are found by their keys whatever the planner thinks: each row costs a policy."""

DUE = (State.QUEUED.value, State.UNKNOWN.value)


@action(needs=Given.SYSTEM)
def claim(
    *,
    message: UUID,
    is_needed: Callable[[Message], bool],
    by: User,
    on: date,
    hinders: Callable[[Message], str] = lambda _: "",
    leaves_by: Callable[[Channel], bool] = lambda _: True,
) -> Claimed | None:
    """Take a letter for one attempt; None where it is not its time, not needed any more, or another worker has it.

    Where its channel is not one by which letters leave here, it waits. What `hinders` it, or has come between it and
    its recipient since it was written, holds it back with a sentence for whoever sees to it.
    The case's row is locked first: whoever records the advice at this moment waits, or was before.
    """
    found = _due(message)
    if found is None or waiting() is not None or not leaves_by(Channel(found.channel)):
        return None
    if not is_needed(found):
        set_aside(found, by, State.STOPPED, "")
        return None
    if why := hinders(found) or hindrance(found, on) or why_held(found, on):
        set_aside(found, by, State.HELD, why)
        return None
    try:
        text, file = whole(found)
    except Refused as refused:
        set_aside(found, by, State.FAILED, refused.sentence)
        return None
    return _begun(found, text, file, by)


def _begun(found: Message, text: str, file: File | None, by: User) -> Claimed:
    """The attempt, written down before anybody is spoken to."""
    number = found.attempts + 1
    Message.objects.filter(pk=found.pk).update(
        state=State.ATTEMPTING.value, attempts=number, lease_until=Now() + LEASE, next_try=None
    )
    attempt = Attempt.objects.create(area_id=found.area_id, message=found, number=number)
    record(
        by=by, deed="post.claim", subject="message", subject_id=found.pk, area=found.area_id, case=found.case_id
    )  # fmt: skip
    sender, service = (str(found.values.get(name, "")) for name in ("sender", "service_code"))
    return Claimed(
        found.pk, attempt.pk, found.queued_since or found.written_at, found.message_id, Channel(found.channel),
        found.to_name, found.to_address, found.subject, text, sender, _before(found),
        heading_in(found.pack_version_id, found.sender, service, sender), file,
    )  # fmt: skip


def _before(message: Message) -> frozenset[str]:
    """As what it was taken before: it is claimed once more because a person sends it anew."""
    if not message.attempts:
        return frozenset()
    taken = Attempt.objects.filter(message=message, outcome=Outcome.ACCEPTED.value)
    return frozenset(taken.values_list("reply", flat=True))


def _due(message: UUID) -> Message | None:
    """The letter, locked after its case, where it is due and nobody else has it."""
    lock_cases([message])
    rows = Message.objects.select_for_update(skip_locked=True)
    return rows.filter(pk=message, state__in=DUE, next_try__lte=Now()).first()


def lock_cases(messages: list[UUID]) -> None:
    """Always before the letters themselves, and in one order: so do all who write to a case."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [messages])


def set_aside(message: Message, by: User, state: State, why: str) -> None:
    """It does not leave now: it is stopped, or somebody has to see to it, and why."""
    secret = "" if state is State.STOPPED else message.secret
    Message.objects.filter(pk=message.pk).update(state=state.value, reply=why, next_try=None, secret=secret)
    record(
        by=by, deed=f"post.{state.value}", subject="message", subject_id=message.pk, area=message.area_id,
        case=message.case_id,
    )  # fmt: skip


@action(needs=Given.SYSTEM, leaves=[Kind.LETTER_SENT])
def send(
    *, claimed: Claimed, outcome: Outcome, reply: str, is_followed: bool = False, by: User, on: date
) -> State:
    """Write down how an attempt ended. A letter that the server took stands on the timeline from that day.

    `is_followed`: whoever took it tells if it arrives, so that their silence is seen.
    """
    lock_cases([claimed.message])
    rows = Message.objects.select_for_update(of=("self",)).select_related("case", "service")
    found = rows.get(pk=claimed.message)
    attempt = Attempt.objects.filter(pk=claimed.attempt)
    attempt.update(ended=Now(), outcome=outcome.value, reply=reply)
    if outcome is not Outcome.ACCEPTED and attempt.get().number != found.attempts:
        return State(found.state)  # it was given up meanwhile, and another is under way
    return follow(found, outcome, reply, by, on, is_followed=is_followed)


def follow(
    message: Message, outcome: Outcome, reply: str, by: User, on: date, *, is_followed: bool = False
) -> State:
    """What becomes of a letter, locked with its case, after an attempt that ended so. One that was sent stays sent.

    Whoever sees the case learns nothing of a letter about an emergency: no fact, and no answer is filed to the case.
    """
    if message.state in (State.ACCEPTED, State.RETURNED):  # word that it came back may be here first
        return State(message.state)
    following = _next(message, outcome)
    Message.objects.filter(pk=message.pk).update(
        state=following.state.value,
        reply=reply,
        lease_until=None,
        next_try=Now() + following.wait if following.wait else None,
        secret="" if following.state is State.ACCEPTED else message.secret,
        sent_on=on if following.state is State.ACCEPTED else None,
        news_by=Now() + NEWS_WITHIN if following.state is State.ACCEPTED and is_followed else None,
    )
    record(
        by=by, deed="post.send", subject="message", subject_id=message.pk, area=message.area_id,
        case=message.case_id,
    )  # fmt: skip
    if following.wait:
        enqueue([message.pk], at=_at(message.pk))
    if following.state is State.ACCEPTED and message.emergency_id is None:
        if message.channel == Channel.MAIL:
            expect(
                letter=message.pk, case=message.case, address=message.to_address, service=message.service,
                by=by, on=on,
            )  # fmt: skip
        stand(message, Kind.LETTER_SENT, by, on)
    return following.state


def _next(message: Message, outcome: Outcome) -> Next:
    if outcome is Outcome.ACCEPTED:
        return Next(State.ACCEPTED)
    return after(outcome, attempts=_tries(message), waited=_waited(message))


def _tries(message: Message) -> int:
    """How often it was handed over since it was queued last: a letter that is tried again is not put off for longer."""
    return max(1, message.tries.filter(started__gte=message.queued_since or message.written_at).count())


def _waited(message: Message) -> timedelta:
    row = Message.objects.filter(pk=message.pk).annotate(now=Now()).values_list("now", "queued_since").get()
    return row[0] - row[1] if row[1] else timedelta()


def _at(message: UUID) -> datetime | None:
    return Message.objects.values_list("next_try", flat=True).get(pk=message)


@action(needs=Given.SYSTEM, leaves=[Kind.LETTER_RETURNED])
def return_(
    *, message: UUID, why: str, area: UUID | None = None, taken_as: str = "", by: User, on: date
) -> bool:
    """Word came that a letter was not delivered: it waits for somebody, with the reason. Whether there is the letter.

    `area` is where a notice came by mail. `taken_as` is the letter's last word if the news is about its last attempt.
    Where that was known, or the letter waits to be sent anew, nothing changes.
    """
    lock_cases([message])
    found = Message.objects.select_for_update(of=("self",)).select_related("case").filter(pk=message).first()
    if found is None or area not in (None, found.area_id):
        return False
    if found.state in MAY_COME_BACK and taken_as in ("", found.reply):
        miss(found, "post.return", why, by, on)
    return True


def miss(message: Message, deed: str, why: str, by: User, on: date) -> None:
    """A letter, locked with its case, is known not to have arrived: it waits for somebody, with the reason."""
    Message.objects.filter(pk=message.pk).update(
        state=State.RETURNED.value, reply=why[:300], next_try=None, lease_until=None, news_by=None,
        delivered_on=None,
    )  # fmt: skip
    record(
        by=by, deed=deed, subject="message", subject_id=message.pk, area=message.area_id, case=message.case_id
    )
    stand(message, Kind.LETTER_RETURNED, by, on)


@action(needs=Given.SYSTEM)
def deliver(*, message: UUID, taken_as: str, by: User, on: date) -> bool:
    """Word came that a letter arrived. Whether it was waited for: not where it came back, or was sent anew."""
    rows = Message.objects.filter(pk=message, reply=taken_as, news_by__isnull=False)
    found = rows.select_for_update().first()
    if found is None:
        return False
    rows.update(news_by=None, delivered_on=on)
    record(
        by=by, deed="post.deliver", subject="message", subject_id=message, area=found.area_id, case=found.case_id
    )  # fmt: skip
    return True


@action(needs=Given.SYSTEM)
def reconcile(*, by: User, on: date) -> int:
    """What was cut off: attempts without an end are not certain and made again; letters without a job get one.

    Returns how many. It is repeated each minute, and changes nothing where all is well.
    """
    stale = Message.objects.filter(state=State.ATTEMPTING.value, lease_until__lt=Now())
    lock_cases(list(stale.values_list("pk", flat=True)))
    cut = list(stale.select_for_update(skip_locked=True).order_by("case_id", "pk"))
    for message in cut:
        Attempt.objects.filter(message=message, ended__isnull=True).update(
            ended=Now(), outcome=Outcome.LOST.value, reply="The worker did not come back."
        )
        follow(message, Outcome.LOST, "The worker did not come back.", by, on)
    late = Message.objects.select_for_update(skip_locked=True).filter(
        state__in=DUE, next_try__lt=Now() - UNCLAIMED
    )
    again = list(late.values_list("pk", flat=True))
    Message.objects.filter(pk__in=again).update(next_try=Now())
    enqueue(again)
    return len(cut) + len(again)
