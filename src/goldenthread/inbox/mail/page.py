"""What the page of one mail says: who sent it, what it says as plain text, what it brought, what is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from goldenthread.design.page import Link, Page, Row
from goldenthread.design.words import LONDON, day
from goldenthread.documents.checks import Format
from goldenthread.documents.listed import size
from goldenthread.inbox.inbox.page import NOBODY
from goldenthread.inbox.queries import MISFILED, REASONS, State

UNSETTLED = (
    "It was filed by itself, and nobody has looked at it yet. If it brings the advice, record that: until then the "
    "clock runs on, and the service is chased."
)
BACK = "Back to the mail that came in"


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMail(Page):
    """One mail. `why` says why a person must see to it."""

    why: str
    rows: tuple[Row, ...]
    text: tuple[str, ...]
    brought: tuple[tuple[object, ...], ...]
    columns: tuple[str, ...] = ("File", "Kind and size", "What became of it")
    deeds: tuple[Link, ...]


def mail(of: Any, brought: Iterable[Any], awaited: Sequence[UUID]) -> OneMail:
    """Everything that is known of a mail; `awaited` are the requests for advice that it may answer."""
    return OneMail(
        title=of.subject or "Mail without a subject",
        tab="Mail",
        caption=f"Mail, {of.area.name}",
        back=Link(BACK, reverse("inbox:inbox")),
        why=_why(of),
        rows=tuple(_rows(of)),
        text=tuple(of.text.split("\n")) if of.text else (),
        brought=tuple(_cells(each, waits=of.state == State.WAITING) for each in brought),
        deeds=tuple(_deeds(of, awaited)),
    )


def _why(of: Any) -> str:
    if of.state in (State.WAITING, State.UNREADABLE):
        return f"It waits for a person. {of.why}"
    return UNSETTLED if _is_unsettled(of) else ""


def _is_unsettled(of: Any) -> bool:
    return bool(of.state == State.FILED and not of.settled_on)


def _rows(of: Any) -> list[Row]:
    named = f"{of.sender_name} <{of.sender}>" if of.sender_name and of.sender else of.sender_name or of.sender
    proved = "Proved by our mail server" if of.is_proved else "Not proved: anybody can write this address"
    local = of.arrived.astimezone(LONDON)
    rows = [
        Row("From", named or "Not known"),
        Row("Sender", proved),
        Row("Received", f"{day(of.received_on)}, {local:%H:%M}"),
        Row("How it stands", State(of.state).label),
        *_taken_off(of),
    ]
    if of.state in (State.FILED, State.DISMISSED):
        rows.append(Row("Seen to", f"{day(of.ended_on)}, {of.ended_by.name}"))
        if of.case:
            words = f"{of.case.child.name}, {of.case.reference}"
            rows.append(Row("Case", words, href=reverse("desk:case", args=[of.case_id])))
            if of.settled_on and of.settled_by != of.ended_by:
                rows.append(Row("Looked at", f"{day(of.settled_on)}, {of.settled_by.name}"))
        else:
            rows.append(Row("Why it is of no case", dict(REASONS)[of.reason]))
        return rows
    rows.append(Row("Who sees to it", of.owner.name if of.owner else NOBODY))
    rows.append(Row("To be seen to by", of.due_on))
    return rows


def _taken_off(of: Any) -> Iterable[Row]:
    """That it was on a wrong case once; on which, the audit says."""
    if of.unfiled_on:
        words = f"{day(of.unfiled_on)}, {of.unfiled_by.name}: {dict(MISFILED)[of.unfiled_because].lower()}"
        yield Row("Taken off a wrong case", words)


def _cells(each: Any, *, waits: bool) -> tuple[object, ...]:
    if each.refusal:
        return (each.name, size(each.size), f"Not kept. {each.refusal}")
    href = reverse("inbox:attachment", args=[each.pk])
    about = Format(each.format).words
    if each.document:
        became: object = Link(each.document.title, reverse("documents:document", args=[each.document_id]))
    elif each.document_id:
        became = "Put on a case, where you may not open it, or withdrawn since"
    elif waits and each.format == Format.XLSX.value:
        look = f"{reverse('advice:bring_back')}?attachment={each.pk}"
        became = Link("Take it back as a service’s list", look, about=each.name)
    else:
        became = "Waits with the mail"
    return (Link(f"Download {each.name}", href), f"{about}, {size(each.size)}", became)


def _deeds(of: Any, awaited: Sequence[UUID]) -> Iterable[Link]:
    if of.state in (State.WAITING, State.UNREADABLE):
        receive = reverse("intake:receive", args=[of.area.code])
        yield Link("Receive a council’s request from it", f"{receive}?mail={of.pk}")
        yield Link("File it to a case", reverse("inbox:file", args=[of.pk]))
        yield Link("It is of no case", reverse("inbox:dismiss", args=[of.pk]))
        yield Link("I will see to it", reverse("inbox:take", args=[of.pk]))
    for advice in awaited:
        record = f"{reverse('advice:record', args=[advice])}?mail={of.pk}"
        yield Link(f"Record it as the advice of {of.thread.service.label}", record)
    if of.state == State.FILED:
        yield Link("It does not belong on this case", reverse("advice:unfile", args=[of.pk]))
    if _is_unsettled(of):
        yield Link("It asks for nothing more", reverse("inbox:settle", args=[of.pk]))
