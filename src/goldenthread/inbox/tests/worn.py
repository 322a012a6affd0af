"""Hostile mails that wear what good ones wear: real tokens, senders, references, names, right and wrong (C01, C02).

Where a mail wears what is another child's, a filing rule that fails to look would put it on a wrong case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.inbox.tests.hostile import mails

SENDER = b"wren@family.example"
WAYS = (
    "own", "own child named", "another's sender", "two tokens", "another's reference", "another's name",
    "another's number", "token where none counts", "not proved", "nothing",
)  # fmt: skip
"""How a mail wears what it wears, in turn; the first two alone may be filed by themselves."""


@dataclass(frozen=True, slots=True)
class Party:
    """A child of the area with a case, to whose address a letter went; and that letter's token."""

    case: object
    reference: str
    name: str
    number: str
    address: str
    token: str


@dataclass(frozen=True, slots=True)
class Worn:
    """One mail, of whose letter it wears the token, and in which way."""

    raw: bytes
    whose: Party
    way: str

    @property
    def may_be_filed(self) -> bool:
        return self.way in WAYS[:2]


def worn(count: int, parties: Sequence[Party]) -> list[Worn]:
    """So many mails: each hostile one in each way and for each child in turn, as their numbers share no divisor."""
    return [
        _worn(
            raw, WAYS[place % len(WAYS)], parties[place % len(parties)], parties[(place + 1) % len(parties)]
        )
        for place, raw in enumerate(mails(count))
    ]


def _worn(raw: bytes, way: str, own: Party, other: Party) -> Worn:
    sender = other if way == "another's sender" else own
    head = [
        *_proof(sender, "fail" if way == "not proved" else "pass"),
        *_routes(way, own, other),
        *_said(way, own, other),
    ]
    if way == "nothing":
        head = []
    lines = "".join(f"{line}\r\n" for line in head).encode()
    return Worn(lines + raw.replace(SENDER, sender.address.encode(), 1), own, way)


def _proof(sender: Party, result: str) -> list[str]:
    domain = sender.address.rpartition("@")[2]
    return [f"Authentication-Results: mx.torbay.example; dmarc={result} header.from={domain}"]


def _routes(way: str, own: Party, other: Party) -> list[str]:
    """Where a token stands."""
    if way == "token where none counts":
        return [f"Comments: <{own.token}@torbay.example>", f"Reply-To: spoc+{own.token}@torbay.example"]
    routes = [f"In-Reply-To: <{own.token}@torbay.example>"]
    return [*routes, f"References: <{other.token}@torbay.example>"] if way == "two tokens" else routes


def _said(way: str, own: Party, other: Party) -> list[str]:
    """A subject before the mail's own, by which it names a child."""
    words = {
        "own child named": f"The report on {own.name}",
        "another's sender": f"The report on {own.name}",
        "another's reference": f"The report on {other.reference}",
        "another's name": f"The report on {other.name}",
        "another's number": f"The report on {other.number[:3]} {other.number[3:6]} {other.number[6:]}",
    }
    return [f"Subject: {words[way]}"] if way in words else []
