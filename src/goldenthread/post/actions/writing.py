"""Writing letters, completing and signing them, stopping those that nobody needs any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models.functions import Now

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.accounts.sealing import seal
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.cases.append import append
from goldenthread.database.acting import as_system
from goldenthread.database.bulk import insert_many
from goldenthread.directory.queries import current_pack, pack_data
from goldenthread.inbox.queries.triage import keys
from goldenthread.post.actions.handing import lock_cases
from goldenthread.post.actions.refusing import refuse_if_ended
from goldenthread.post.actions.telling import of_one_case
from goldenthread.post.channels import when_ready
from goldenthread.post.letters import (
    NOTICE,
    Letter,
    address,
    composed,
    dated_anew,
    kept,
    named,
    template,
)
from goldenthread.post.models import Message
from goldenthread.post.queries import alternatives, choices, may_sign, visible
from goldenthread.post.queue import enqueue
from goldenthread.post.recipients.queries import NO_MAILBOX, hindrance_at
from goldenthread.rules import outcomes
from goldenthread.rules.access import Given, Permission
from goldenthread.rules.channels import Channel
from goldenthread.rules.facts import Kind
from goldenthread.rules.ladder import SPOC
from goldenthread.rules.outcomes import Said
from goldenthread.rules.particulars import Particulars, check_words
from goldenthread.rules.refusals import Refused, Stale
from goldenthread.rules.reply import reply_token
from goldenthread.rules.sending import TO_TRY_AGAIN, State
from goldenthread.rules.words import said

FIELDS = (
    "id", "area", "case", "about", "service", "key", "pack_version", "template", "step", "sender", "recipient",
    "is_copy", "stops", "channel", "to_name", "to_address", "values", "subject", "text", "message_id", "state",
    "written_on", "written_by", "queued_since", "next_try", "attempts", "reply", "version", "secret",
    "emergency", "attached",
)  # fmt: skip
STATE, CHANNEL = FIELDS.index("state"), FIELDS.index("channel")
SIGNED = "Signed by {name} on {on}"


@action(needs=Given.WITHIN)
def write(*, letters: Sequence[Letter], by: User, on: date) -> list[UUID]:
    """Write these letters, each once by its key, and queue those that are ready. Returns those that are new."""
    if not letters:
        return []
    known = set(
        Message.objects.filter(
            area__in={each.area for each in letters}, key__in=[each.key for each in letters]
        ).values_list("area", "key")
    )
    packs, now = _Packs(), _now()
    new = [each for each in letters if (each.area, each.key) not in known]
    rows = list(_rows(new, packs, by=by, on=on, now=now))
    insert_many(Message, FIELDS, rows, by=by, deed="post.write", subject="message")
    enqueue(row[0] for row in rows if row[STATE] == State.QUEUED)
    return [row[0] for row in rows]


class _Packs(dict[UUID, Mapping[str, Any]]):
    """The data of packs by id, and of the pack in force by area: read when first asked for."""

    def __missing__(self, key: UUID) -> Mapping[str, Any]:
        self[key] = pack_data([key])[str(key)]
        return self[key]

    def in_force(self, area: UUID) -> Mapping[str, Any]:
        """Where roles are written to today, whatever pack a request follows."""
        if area not in self:
            current = current_pack(area)
            self[area] = current.data if current else {}
        return self[area]


def _rows(letters: Sequence[Letter], packs: _Packs, **words: Any) -> Iterator[tuple[Any, ...]]:
    """The letters; and where some wait for their sender, one word to them: those of one step are completed together.

    A copy waits with the letter itself.
    """
    noticed = set()
    for letter in letters:
        row = _row(letter, packs, **words)
        yield row
        together = (letter.case, letter.about, letter.step, letter.sender)
        waits = row[STATE] in (State.TO_WRITE, State.TO_SIGN) and not letter.is_copy
        if waits and together not in noticed:
            noticed.add(together)
            told = replace(
                letter, key=f"{NOTICE}:{letter.key}", template=NOTICE, recipient=letter.sender, sender=SPOC,
                step="", is_copy=False,
            )  # fmt: skip
            word = _row(told, packs, **words)
            if word[CHANNEL] != Channel.PRINT:  # by the time that it was posted, they have seen the letter
                yield word


def _standing(state: State, channel: Channel) -> State:
    """A letter that is ready leaves by its channel."""
    return when_ready(channel) if state is State.QUEUED else state


def _row(letter: Letter, packs: _Packs, *, by: User, on: date, now: datetime) -> tuple[Any, ...]:
    pack, today = packs[letter.pack], packs.in_force(letter.area)
    to = address(today, letter.recipient, letter.service) or address(pack, letter.recipient, letter.service)
    name = named(pack, letter.recipient, letter.service)
    values = {
        **kept(letter),
        "recipient": to.name if to else name,
        "sender": named(pack, letter.sender, letter.service),
    }
    made = composed(template(pack, letter.template, on), values, copy_to=letter.values.get("copy_to", ""))
    state = _standing(made.state, to.channel) if to else State.HELD
    id_, is_ready = uuid5(letter.area, letter.key), state is State.QUEUED
    return (
        id_, letter.area, letter.case, letter.about, letter.service_id, letter.key, letter.pack, letter.template,
        letter.step, letter.sender, letter.recipient, letter.is_copy, letter.stops,
        to.channel if to else Channel.MAIL, values["recipient"], to.address if to else "",
        values, made.wording.subject, made.wording.body, message_id(id_), state.value, on, by.pk,
        now if is_ready else None, now if is_ready else None, 0, "" if to else NO_MAILBOX.format(name=name), 1,
        seal(letter.secret) if letter.secret else "", letter.emergency, letter.attached,
    )  # fmt: skip


def message_id(id_: UUID) -> str:
    """The same for every attempt, so that a double is known for one; an answer that quotes it names the letter.

    A letter's id comes from what it is for: where a restore lost it and a tick writes it again, it is known too.
    """
    return f"<{reply_token(id_, keys()[0])}@{settings.MAIL_FROM.partition('@')[2]}>"


def _now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("select statement_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now


@action(needs=Permission.WRITE_LETTERS, leaves=[Kind.ESCALATION_ANSWERED])
def complete(
    *, message: Message, told: Said, template_code: str, version: int, by: User, on: date
) -> Message:
    """The sender says what the letter lacks; its copies get the same words. Then it is signed, or it leaves.

    What was said stands on the timeline from then on: the day that was promised, or who decided that no advice comes,
    and why, in codes; the words beside it in its remark.
    """
    lock_cases([message.pk])
    found = _mine(message, by, State.TO_WRITE, version)
    if template_code not in {each.code for each in alternatives(found)}:
        raise Refused("Choose one of the letters with which this step ends.", "template")
    refuse_if_ended(found)
    chosen = template(found.pack_version.data, template_code, found.written_on)
    asked, offered = chosen.wording.answers, choices(found)
    outcomes.check(asked, told, **offered, on=on)
    case = of_one_case(found)
    child = case.child
    check_words(told.words, Particulars(child.forename, child.surname, child.born_on, child.nhs_number))
    for each in _together(found):
        values = {**dated_anew(each.values, on), **outcomes.values(asked, told, **offered)}
        made = composed(chosen, values, copy_to=values.get("copy_to", ""))
        change(
            each, by, "post.complete", template=chosen.code, values=values, subject=made.wording.subject,
            text=made.wording.body, state=_standing(made.state, Channel(each.channel)).value,
        )  # fmt: skip
        _leave(each)
    append(
        case=case, kind=Kind.ESCALATION_ANSWERED, on=on, by=by, about=found.about,
        details=outcomes.details(asked, told, step=found.step), remark=told.words,
    )  # fmt: skip
    return found


@action(needs=Permission.WRITE_LETTERS)
def sign(*, message: Message, version: int, by: User, on: date) -> Message:
    """Its sender signs a letter: it leaves, and its copies with it."""
    found = _mine(message, by, State.TO_SIGN, version)
    for each in _together(found):
        values = dated_anew(each.values, on)
        made = composed(
            template(found.pack_version.data, each.template, each.written_on),
            values,
            copy_to=values.get("copy_to", ""),
        )
        change(
            each, by, "post.sign", state=when_ready(Channel(each.channel)).value, signed_on=on, signed_by=by.pk,
            values=values, subject=made.wording.subject,
            text=f"{made.wording.body.rstrip()}\n\n{SIGNED.format(name=by.name, on=said(on))}",
        )  # fmt: skip
        _leave(each)
    return found


@action(needs=Permission.WORK)
def try_again(*, message: Message, version: int, by: User, on: date) -> Message:
    """A letter that was refused, held back or came back is tried once more, to where the pack says today.

    One that was held back before it was completed or signed waits for that first: nothing leaves with a gap. What still
    stands between it and its recipient refuses.
    """
    ensure(by, Permission.WORK, message.area_id)
    found = locked(message, version)
    if found.state not in TO_TRY_AGAIN:
        raise Refused("This letter is on its way, or was sent. Look at where it stands now.")
    current = current_pack(found.area_id)
    to = address(current.data if current else {}, found.recipient, str(found.values.get("service_code", "")))
    if current is None or to is None:
        raise Refused(NO_MAILBOX.format(name=found.to_name))
    with as_system("post"):
        why = hindrance_at(found, to, current, on)
    if why:
        raise Refused(why)
    change(
        found, by, "post.try_again", state=_standing(_ready(found), to.channel).value, channel=to.channel.value,
        to_address=to.address, to_name=to.name, reply="",
    )  # fmt: skip
    _leave(found)
    return found


def _ready(message: Message) -> State:
    """Where a letter stands by its own words: to be completed, to be signed where it was not, or ready to leave."""
    words = template(message.pack_version.data, message.template, message.written_on)
    state = composed(words, message.values).state
    return State.QUEUED if state is State.TO_SIGN and message.signed_by else state


def _mine(message: Message, by: User, state: State, version: int) -> Message:
    found = locked(message, version)
    is_theirs = visible(by, Permission.WRITE_LETTERS).filter(pk=found.pk).exists()
    if not (is_theirs and may_sign(found, by)):
        raise PermissionDenied("Only its sender completes and signs this letter.")
    if found.state != state:
        raise Refused("This letter has changed since. Look at where it stands now.")
    return found


def locked(message: Message, version: int) -> Message:
    """The letter as it was read, locked. Raises Stale where it has changed since."""
    rows = Message.objects.select_for_update(of=("self",)).select_related("pack_version", "case")
    found = rows.get(pk=message.pk)
    if found.version != version:
        raise Stale
    return found


def _together(message: Message) -> list[Message]:
    """A letter with its copies: they leave together."""
    rows = Message.objects.select_for_update().filter(
        area=message.area_id, about=message.about, step=message.step, state=message.state
    )
    return list(rows.order_by("is_copy", "key"))


def _leave(message: Message) -> None:
    """Queue what is ready."""
    found = Message.objects.filter(pk=message.pk, state=State.QUEUED.value)
    if found.update(queued_since=Now(), next_try=Now()):
        enqueue([message.pk])


def change(message: Message, by: User, deed: str, **values: Any) -> None:
    """Change one letter, with its audit row."""
    Message.objects.filter(pk=message.pk).update(**values)
    record(
        by=by, deed=deed, subject="message", subject_id=message.pk, area=message.area_id, case=message.case_id
    )
