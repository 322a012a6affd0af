"""Whether a mail is a notice of delivery (RFC 3464), what it says, and which mail of ours it is about.

It has a part for programs, with the fields of each recipient, and often the mail that came back, or its head. Our
Message-ID stands in that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32

from goldenthread.inbox.reading.headers import first, texts
from goldenthread.rules.returns import Notice

MOST_RECIPIENTS = 50
LONGEST_HEAD = 50_000
NAMED_IN = ("Message-ID", "Original-Envelope-Id", "X-Original-Message-ID")


@dataclass(frozen=True, slots=True)
class Returned:
    """A notice, and the texts in which a token of ours may stand."""

    notice: Notice
    names: tuple[str, ...]


def returned(mail: Message) -> Returned | None:
    """What a notice of delivery says; None where the mail is none."""
    if mail.get_content_type() != "multipart/report":
        return None
    parts = _parts(mail)
    status = next((each for each in parts if each.get_content_type() == "message/delivery-status"), None)
    if status is None:
        return None
    blocks = [each for each in _inner(status) if isinstance(each, Message)][: MOST_RECIPIENTS + 1]
    notices = [_notice(each) for each in blocks if first(each, "Action", 40)]
    told = next((each for each in notices if each.is_final), notices[0] if notices else None)
    if told is None:
        return None
    heads = [*blocks[:1], *(head for each in parts for head in _head(each))]
    return Returned(told, tuple(text for head in heads for name in NAMED_IN for text in texts(head, name)))


def _notice(block: Message) -> Notice:
    """What one recipient's fields say; the server's words without the kind that stands before them."""
    kind, _, said = first(block, "Diagnostic-Code", 200).partition(";")
    status = first(block, "Status", 20).split(" ")[0]
    return Notice(first(block, "Action", 40).lower(), status, (said or kind).strip())


def _parts(mail: Message) -> list[Message]:
    return [each for each in _inner(mail) if isinstance(each, Message)]


def _inner(part: Message) -> list[object]:
    inner = part.get_payload()
    return list(inner) if isinstance(inner, list) else []


def _head(part: Message) -> Iterator[Message]:
    """The head of the mail that came back, whole or alone."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        yield from _parts(part)[:1]
    elif kind in ("text/rfc822-headers", "message/rfc822-headers"):
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            yield BytesHeaderParser(policy=compat32).parsebytes(content[:LONGEST_HEAD])
