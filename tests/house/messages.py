"""Every letter and mail that any test makes is looked at: one recipient, and no child of the test in it (B02, B11).

The root conftest opens `looked_at()` around each test. What is looked at: each letter as it is composed, and as a
channel is given it; each mail that a conversation with a mail server gives, and each that Django sends. Not looked at:
what a process of its own sends.
"""

from __future__ import annotations

import email
import email.policy
import re
import smtplib
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import pytest

TO_ONE = ("to", "cc", "bcc")


class Known(NamedTuple):
    """What must not stand in a message of any child."""

    forename: str
    surname: str
    born_on: date | None
    nhs_number: str | None


@dataclass
class Messages:
    """Those of one test."""

    texts: list[str] = field(default_factory=list)
    recipients: list[Sequence[str]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.texts)

    def keep(self, *texts: str, to: Sequence[str]) -> None:
        self.texts.append("\n".join(texts))
        self.recipients.append(to)

    def problems(self, children: Iterable[Known]) -> Iterator[str]:
        """What is wrong with them, if anything."""
        yield from (f"a message to {to}" for to in self.recipients if len(to) != 1)
        for child in children:
            if found := next(filter(None, map(pattern(child).search, self.texts)), None):
                yield f"a message says “{found[0]}” of {child.forename} {child.surname}"


def pattern(child: Known) -> re.Pattern[str]:
    """The child's names together, the day of birth as anybody writes it, and the number with or without spaces."""
    names = rf"{re.escape(child.forename)}\W+{re.escape(child.surname)}"
    turned = rf"{re.escape(child.surname)}\W+{re.escape(child.forename)}"
    said = [names, turned]
    if born := child.born_on:
        said += [
            rf"{born.day} {born:%B} {born.year}",
            rf"0?{born.day}/0?{born.month}/{born.year}",
            born.isoformat(),
        ]
    if number := child.nhs_number:
        said.append(rf"{number[:3]}\s?{number[3:6]}\s?{number[6:]}")
    return re.compile("|".join(rf"\b{each}\b" for each in said), re.IGNORECASE)


@contextmanager
def looked_at() -> Iterator[Messages]:
    """Every message that is made inside."""
    seen = Messages()
    with pytest.MonkeyPatch.context() as patch:
        _conversations(patch, seen)
        if "goldenthread.post.actions.writing" in sys.modules:
            _letters(patch, seen)
        yield seen


def _letters(patch: pytest.MonkeyPatch, seen: Messages) -> None:
    from goldenthread.post import channels
    from goldenthread.post.actions import writing

    compose, give = writing.composed, channels.hand_over

    def composed(*words: Any, **named: Any) -> Any:
        made = compose(*words, **named)
        seen.keep(made.wording.subject, made.wording.body, to=["as yet nobody"])
        return made

    def hand_over(claimed: Any, **named: Any) -> Any:
        seen.keep(claimed.subject, claimed.text, to=_addresses(claimed.to_address))
        return give(claimed, **named)

    patch.setattr(writing, "composed", composed)
    patch.setattr(channels, "hand_over", hand_over)


def _addresses(text: str) -> list[str]:
    """Where a letter goes: mail addresses, or one postal address or mailbox."""
    return re.findall(r"[^\s,;<>]+@[^\s,;<>]+", text) or [text]


def _conversations(patch: pytest.MonkeyPatch, seen: Messages) -> None:
    """What is said to mail servers: `RCPT` since the last text, and the text with its headers."""
    named: dict[int, list[str]] = {}
    rcpt, data = smtplib.SMTP.rcpt, smtplib.SMTP.data

    def to(client: smtplib.SMTP, recipient: str, *words: Any) -> Any:
        named.setdefault(id(client), []).append(recipient)
        return rcpt(client, recipient, *words)

    def text(client: smtplib.SMTP, message: Any) -> Any:
        raw = message if isinstance(message, bytes) else message.encode()
        keep_mail(seen, email.message_from_bytes(raw, policy=email.policy.default), named.pop(id(client), []))
        return data(client, message)

    patch.setattr(smtplib.SMTP, "rcpt", to)
    patch.setattr(smtplib.SMTP, "data", text)


def keep_mail(seen: Messages, mail: Any, recipients: Sequence[str]) -> None:
    """A mail with its recipients: those of the conversation, and those that its head names, are one and the same."""
    head = [each.addr_spec for name in TO_ONE for each in (mail[name].addresses if mail[name] else ())]
    bodies = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    seen.keep(str(mail["Subject"]), *bodies, to=sorted({*recipients, *head}))


def keep_outbox(seen: Messages) -> None:
    """What Django has sent in this test, by the mail program of tests."""
    mail = sys.modules.get("django.core.mail")
    for each in getattr(mail, "outbox", []):
        seen.keep(each.subject, str(each.body), to=each.recipients())


def children() -> list[Known]:
    """All that the test has made; none where it has no database, or has left it in pieces."""
    from django.db import DatabaseError, transaction

    from goldenthread.database.acting import as_system
    from goldenthread.people.models import Child

    try:
        with as_system("tester"), transaction.atomic():
            rows = Child.objects.values_list("forename", "surname", "born_on", "nhs_number")
            return [Known(*row) for row in rows]
    except (DatabaseError, RuntimeError):
        return []
