"""Handing one letter to the mail server, and telling exactly how far it came.

What breaks before the letter's text was given is put off; what breaks after may have been taken, and is lost sight of.
One recipient each, no copy in the head: there is no way to write to two.
"""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils.html import escape, urlize

from goldenthread.post.channels.letter import Claimed, File, Sent, answers_to, clean, said
from goldenthread.post.paper.letter import NO_HEADING, Heading
from goldenthread.rules.letters import paragraphs
from goldenthread.rules.sending import Outcome, outcome_of

SECONDS = 30.0
LONG_LINES = SMTP.clone(max_line_length=200)
"""A Message-ID with its token is not folded: some programs read a folded one as another."""

WORKBOOK = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
PLAIN_PORT, TLS_PORT = 587, 465


@dataclass(frozen=True, slots=True)
class Server:
    """The mail server: `smtps://` speaks TLS from the start, `smtp://` asks for it where `?starttls=1` says so."""

    host: str
    port: int
    user: str
    password: str
    is_tls: bool
    starts_tls: bool


def server(address: str) -> Server:
    """The server of an address such as smtps://user:password@mail.example or smtp://127.0.0.1:2525."""
    parts = urlsplit(address)
    is_tls = parts.scheme == "smtps"
    return Server(
        parts.hostname or "",
        parts.port or (TLS_PORT if is_tls else PLAIN_PORT),
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        is_tls,
        "starttls=1" in parts.query,
    )


def mail(
    *, sender: str, sender_name: str, to: str, to_name: str, subject: str, text: str, message_id: str,
    reply_to: str, at: datetime, heading: Heading = NO_HEADING, file: File | None = None,
) -> EmailMessage:  # fmt: skip
    """The letter as mail: text, and the same as a page, under its sender's heading.

    Control characters never come into its head.
    """
    made = EmailMessage(policy=LONG_LINES)
    made["From"] = Address(_head(sender_name), addr_spec=sender)
    made["To"] = Address(_head(to_name), addr_spec=to)
    made["Reply-To"] = Address(_head(sender_name), addr_spec=reply_to)
    made["Subject"] = _head(subject)
    made["Date"] = format_datetime(at)
    made["Message-ID"] = message_id
    made["Auto-Submitted"] = "auto-generated"
    head = _lines(heading)
    made.set_content("\n".join([*head, "", text]) if head else text)
    made.add_alternative(as_page(subject, text, heading), subtype="html")
    if file is not None:
        made.add_attachment(file.content, maintype=WORKBOOK[0], subtype=WORKBOOK[1], filename=file.name)
    return made


def _head(value: str) -> str:
    """A line for a header, in which nothing is taken for an encoded word: the library decodes those, line ends too."""
    return clean(value).replace("=?", "= ?")


def _lines(heading: Heading) -> list[str]:
    """Whose letter it is, line by line."""
    return [line for line in (heading.name, *heading.address, heading.text) if line]


def _head_of_page(heading: Heading) -> str:
    """The same as on paper: the NHS's stands to the right and in its blue, a council's to the left."""
    if not (lines := [escape(line) for line in _lines(heading)]):
        return ""
    place, ink = ("right", "#005eb8") if heading.style == "nhs" else ("left", "#212b32")
    name, *others = lines
    rest = f"<br>{'<br>'.join(others)}" if others else ""
    return (
        f'<p style="text-align: {place}; font-size: 14px">'
        f'<strong style="color: {ink}; font-size: 18px">{name}</strong>{rest}</p>'
    )


def as_page(subject: str, text: str, heading: Heading = NO_HEADING) -> str:
    """The same words as a page under their heading, for whoever reads mail as one. A link is a link."""
    told = "".join(
        f"<p>{'<br>'.join(urlize(line, autoescape=True) for line in block)}</p>" for block in paragraphs(text)
    )
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(subject)}</title></head>'
        f'<body style="font-family: Arial, sans-serif; font-size: 16px; line-height: 1.5">'
        f"{_head_of_page(heading)}{told}</body></html>"
    )


def hand_over(claimed: Claimed, *, at: datetime) -> Sent:
    """One conversation with the server, with one recipient. A letter whose head cannot be made is refused."""
    try:
        letter = mail(
            sender=settings.MAIL_FROM, sender_name=claimed.sender_name, to=claimed.to_address,
            to_name=claimed.to_name, subject=claimed.subject, text=claimed.text,
            message_id=claimed.message_id, reply_to=answers_to(claimed.message_id), at=at,
            heading=claimed.heading, file=claimed.file,
        )  # fmt: skip
    except (ValueError, IndexError, MessageError) as problem:
        return Sent(Outcome.REFUSED, f"The letter cannot be made: {problem}"[:300])
    return _converse(server(settings.SMTP), letter)


def _converse(to: Server, letter: EmailMessage) -> Sent:
    sender, recipient = (str(letter[head].addresses[0].addr_spec) for head in ("From", "To"))
    try:
        client = _connect(to)
    except (OSError, smtplib.SMTPException) as problem:
        return Sent(Outcome.LATER, said(problem))
    try:
        return _give(client, sender, recipient, letter)
    finally:
        client.close()


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates are believed: read once for each process, since reading them takes longer than a letter."""
    return ssl.create_default_context()


def _connect(to: Server) -> smtplib.SMTP:
    if to.is_tls:
        client: smtplib.SMTP = smtplib.SMTP_SSL(to.host, to.port, timeout=SECONDS, context=_trusted())
    else:
        client = smtplib.SMTP(to.host, to.port, timeout=SECONDS)
    try:
        client.ehlo_or_helo_if_needed()
        if to.starts_tls:
            client.starttls(context=_trusted())
            client.ehlo()
        if to.user:
            client.login(to.user, to.password)
    except BaseException:
        client.close()
        raise
    return client


def _give(client: smtplib.SMTP, sender: str, recipient: str, letter: EmailMessage) -> Sent:
    try:
        for say, address in ((client.mail, sender), (client.rcpt, recipient)):
            code, reply = say(address)
            if not 200 <= code < 300:
                return Sent(outcome_of(code), _reply(code, reply))
    except (OSError, smtplib.SMTPException) as problem:
        return Sent(Outcome.LATER, said(problem))
    try:
        code, reply = client.data(letter.as_bytes())
    except smtplib.SMTPDataError as problem:  # the server would not have the text
        return Sent(outcome_of(problem.smtp_code), _reply(problem.smtp_code, problem.smtp_error))
    except (OSError, smtplib.SMTPException) as problem:
        return Sent(Outcome.LOST, said(problem))
    is_answer = 200 <= code < 600  # whatever else was said, the text was given
    return Sent(outcome_of(code) if is_answer else Outcome.LOST, _reply(code, reply))


def _reply(code: int, reply: bytes | str) -> str:
    text = reply.decode("utf-8", errors="replace") if isinstance(reply, bytes) else reply
    return clean(f"{code} {text}")[:300]
