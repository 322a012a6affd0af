"""The mailbox on the mail server: each mail is kept and committed here before the server is told that it was taken.

A mail whose keeping failed stays where it is and is fetched again; one that was kept and not yet moved is known by its
number, and by what is in it, and is only moved. So none is lost and none is doubled, wherever this stops (C03).
"""

from __future__ import annotations

import imaplib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from goldenthread.rules.refusals import Refused

SECONDS = 30
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_DATE = re.compile(rb'INTERNALDATE "([^"]+)"')


@dataclass(frozen=True, slots=True)
class Address:
    """Where the mailbox is, and the folder into which a mail is moved when it was kept."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    done: str
    is_tls: bool = True

    @property
    def name(self) -> str:
        """The mailbox's name in the record: whose it is, and which folder."""
        return f"{self.user}@{self.host}/{self.folder}"


@dataclass(frozen=True, slots=True)
class Fetched:
    """One mail as it stands in the mailbox. Of one that is too large, its headers alone."""

    uid_validity: int
    uid: int
    arrived: datetime
    raw: bytes
    is_whole: bool


Known = Callable[[int], frozenset[int]]
Keep = Callable[[Fetched], None]


def collect(address: Address, *, known: Known, keep: Keep, now: datetime, largest: int) -> int:
    """Bring every mail of the folder in. `known` gives the numbers that were kept; `keep` keeps one and commits.

    Raises OSError or imaplib.IMAP4.error where the server does not answer as it should. Gives how many were kept.
    """
    count = 0
    with _opened(address) as server:
        validity = _validity(server)
        before = known(validity)
        for uid in _numbers(server):
            if uid not in before:
                keep(_fetched(server, validity, uid, now, largest))
                count += 1
            _let_go(server, uid, address.done)
    return count


@contextmanager
def _opened(address: Address) -> Iterator[imaplib.IMAP4]:
    make = imaplib.IMAP4_SSL if address.is_tls else imaplib.IMAP4
    server = make(address.host, address.port, timeout=SECONDS)
    try:
        server.login(address.user, address.password)
        _check(server.select(_quoted(address.folder)), f"There is no folder {address.folder} in the mailbox.")
        if address.done:
            server.create(
                _quoted(address.done)
            )  # where it is there already, the server says no, and that is well
        yield server
    finally:
        _part(server)


def _part(server: imaplib.IMAP4) -> None:
    try:
        server.logout()
    except (OSError, imaplib.IMAP4.error):
        server.shutdown()


def _check(answer: tuple[str, object], sentence: str) -> None:
    if answer[0] != "OK":
        raise Refused(sentence)


def _quoted(folder: str) -> str:
    """A folder's name as the protocol writes it, in letters that every server knows."""
    if not folder.isascii() or not folder.isprintable():
        raise Refused("The mailbox’s folder must be called in plain letters (GOLDENTHREAD_IMAP_FOLDER).")
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _validity(server: imaplib.IMAP4) -> int:
    """The folder's numbering: when the server renumbers its mails, this changes."""
    _, data = server.response("UIDVALIDITY")
    return int(data[0]) if data and data[0] else 0


def _numbers(server: imaplib.IMAP4) -> list[int]:
    kind, data = server.uid("SEARCH", "ALL")
    _check((kind, data), "The mailbox’s folder cannot be searched.")
    return sorted(int(each) for each in (data[0] or b"").split())


def _fetched(server: imaplib.IMAP4, validity: int, uid: int, now: datetime, largest: int) -> Fetched:
    said, _ = _asked(server, uid, "(RFC822.SIZE INTERNALDATE)")
    size = _SIZE.search(said)
    is_whole = size is not None and int(size[1]) <= largest
    _, raw = _asked(server, uid, "(BODY.PEEK[])" if is_whole else "(BODY.PEEK[HEADER])")
    return Fetched(validity, uid, _arrived(said, now), raw[:largest], is_whole)


def _asked(server: imaplib.IMAP4, uid: int, what: str) -> tuple[bytes, bytes]:
    """What the server says of one mail, and the bytes that it gives with it."""
    kind, data = server.uid("FETCH", str(uid), what)
    _check((kind, data), "The mailbox does not give a mail out.")
    words = b" ".join(part[0] if isinstance(part, tuple) else part for part in data if part)
    return words, next((part[1] for part in data if isinstance(part, tuple)), b"")


def _arrived(said: bytes, now: datetime) -> datetime:
    """When our own mail server received it; now, where it does not say, or says what cannot be."""
    found = _DATE.search(said)
    try:
        arrived = datetime.strptime(found[1].decode().strip(), "%d-%b-%Y %H:%M:%S %z") if found else now
    except ValueError:
        return now
    return arrived if datetime(2020, 1, 1, tzinfo=UTC) < arrived < now + timedelta(days=1) else now


def _let_go(server: imaplib.IMAP4, uid: int, done: str) -> None:
    """The mail was kept: it leaves the folder, or is marked as seen where there is none to move it to."""
    if not done:
        server.uid("STORE", str(uid), "+FLAGS", "(\\Seen)")
        return
    if _can_move(server):
        _check(server.uid("MOVE", str(uid), _quoted(done)), f"The mailbox does not move a mail to {done}.")
        return
    _check(server.uid("COPY", str(uid), _quoted(done)), f"The mailbox does not copy a mail to {done}.")
    server.uid("STORE", str(uid), "+FLAGS", "(\\Deleted)")
    server.expunge()


def _can_move(server: imaplib.IMAP4) -> bool:
    """Whether the server moves a mail in one step (RFC 6851); some say so only to who has signed in."""
    _, data = server.capability()
    return b"MOVE" in b" ".join(part for part in data if isinstance(part, bytes)).upper().split()
