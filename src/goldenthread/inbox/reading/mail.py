"""One mail: who says they sent it, what it says in plain text, what it brought. Raises where it cannot be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from goldenthread.documents.checks import LARGEST, cleaned
from goldenthread.inbox.reading import headers, proof, web
from goldenthread.inbox.reading.returned import Returned, returned

MOST_PARTS = 200
MOST_ATTACHED = 50
DEEPEST = 20
LONGEST_TEXT = 100_000
LINES = dict.fromkeys(map(ord, "\r\u2028\u2029"), "\n")
TOKENS_IN = ("To", "Cc", "Delivered-To", "X-Original-To", "In-Reply-To", "References")


class Unreadable(ValueError):
    """A mail made so that no program reads it: a person looks at what came."""


@dataclass(frozen=True, slots=True)
class Attached:
    """One file that a mail brought, under a name that is safe to show."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says. `routes` is where a token of ours may stand; `returned` says of a letter that came back."""

    name: str
    address: str
    subject: str
    text: str
    routes: tuple[str, ...]
    is_proved: bool
    is_automatic: bool
    attached: tuple[Attached, ...]
    returned: Returned | None = None


def read(raw: bytes, *, server: str) -> Letter:
    """Read a mail as it came. `server` is the one whose Authentication-Results count."""
    _weigh(raw)
    mail = BytesParser(policy=compat32).parsebytes(raw)
    name, address = headers.sender(mail)
    texts, pages, attached = _parts(mail)
    text = "\n\n".join(texts) or "\n\n".join(map(web.words, pages))
    return Letter(
        name=name,
        address=address,
        subject=headers.first(mail, "Subject", 400),
        text=_legible(text),
        routes=tuple(text for each in TOKENS_IN for text in headers.texts(mail, each)),
        is_proved=proof.is_proved(mail, address, server),
        is_automatic=proof.is_automatic(mail),
        attached=tuple(attached),
        returned=returned(mail),
    )


def _weigh(raw: bytes) -> None:
    """A mail of mails of mails is refused before it is taken apart, which would take longer with each."""
    said = raw.lower()
    if said.count(b"boundary") > MOST_PARTS or said.count(b"message/rfc822") > DEEPEST:
        raise Unreadable("It is made of more mails within mails than anybody forwards.")


def _parts(mail: Message) -> tuple[list[str], list[str], list[Attached]]:
    texts: list[str] = []
    pages: list[str] = []
    attached: list[Attached] = []
    for part in _leaves(mail):
        kind, named = part.get_content_type(), _name(part)
        if named or part.get_content_maintype() != "text" or kind not in ("text/plain", "text/html"):
            if len(attached) >= MOST_ATTACHED:
                raise Unreadable(f"It brings more than {MOST_ATTACHED} files.")
            attached.append(Attached(cleaned(named or _unnamed(part), "attachment"), _content(part)))
        else:
            (texts if kind == "text/plain" else pages).append(_text(part))
    return texts, pages, attached


def _leaves(mail: Message) -> Iterator[Message]:
    """Every part that holds no others; a mail within the mail is a file that it brought."""
    waiting, count = [(mail, 0)], 0
    while waiting:
        part, depth = waiting.pop(0)
        count += 1
        if count > MOST_PARTS or depth > DEEPEST:
            raise Unreadable(
                f"It is made of more than {MOST_PARTS} parts, or of parts more than {DEEPEST} deep."
            )
        inner = _held(part)
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting[:0] = [(each, depth + 1) for each in inner if isinstance(each, Message)]
        else:
            yield part


def _name(part: Message) -> str:
    """What the sender calls the file; parameters may be cut and encoded in ways that do not fit together."""
    try:
        return headers.plain(headers.decoded(str(part.get_filename() or "")), 200)
    except (ValueError, LookupError, TypeError, AttributeError):
        return "attachment"


def _unnamed(part: Message) -> str:
    return "mail.eml" if part.get_content_type() == "message/rfc822" else "attachment"


def _held(part: Message) -> object:
    """The parts within, or the words as they came: to ask the library for words is to have them decoded, or not."""
    return part._payload  # type: ignore[attr-defined]


def _content(part: Message) -> bytes:
    inner = _held(part)
    if isinstance(inner, list):
        return b"\n".join(each.as_bytes() for each in inner if isinstance(each, Message))[: LARGEST + 1]
    try:
        content = part.get_payload(decode=True)
    except ValueError:  # an alphabet that is none, of which the library thinks too late
        content = str(inner).encode("utf-8", "surrogateescape")
    return content[: LARGEST + 1] if isinstance(content, bytes) else b""


def _text(part: Message) -> str:
    content = _content(part)[: LONGEST_TEXT * 8]
    charset = part.get_param("charset", "utf-8")
    return headers.as_text(content, charset if isinstance(charset, str) else None)


def _legible(text: str) -> str:
    """Its lines, without letters that control, hide or turn round."""
    tidy = text.replace("\r\n", "\n").translate(LINES)[:LONGEST_TEXT]
    return "".join(
        letter for letter in tidy if letter in "\n\t" or unicodedata.category(letter)[0] != "C"
    ).strip()
