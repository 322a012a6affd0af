"""What stands on a letter's paper: its sender's heading, to whom, the day, the reference, its words, who signed.

The words are those of the record, unchanged. One that may not leave yet, or is not needed any more, says so on top.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from goldenthread.design.words import day
from goldenthread.directory.queries import pack_data
from goldenthread.rules.channels import Channel, shown
from goldenthread.rules.letters import paragraphs
from goldenthread.rules.sending import State

Block = tuple[str, ...]
UNFIT = frozenset({State.TO_WRITE, State.TO_SIGN, State.HELD, State.FAILED, State.STOPPED})
"""What nobody should take for a letter that was sent, or that may be posted."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose letter it is: in the NHS's manner or a council's. Plain where the pack has no heading for the sender."""

    style: str
    name: str
    address: Block = ()
    text: str = ""


NO_HEADING = Heading("plain", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a longer paper under a heading of its own: what is told line by line, then paragraphs."""

    title: str
    rows: tuple[tuple[str, str], ...] = ()
    body: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Everything on the paper, in the order in which it is read. A block is a paragraph, line by line.

    A letter has no parts; `called` is what the file is called.
    """

    heading: Heading
    to: Block
    dated: str
    reference: str
    mark: str
    subject: str
    body: tuple[Block, ...]
    parts: tuple[Part, ...] = ()
    closing: tuple[Block, ...]
    link: str
    written_at: datetime
    called: str = "letter"

    @property
    def file_name(self) -> str:
        """What the file is called, without its ending: letter-EHC26-0101-2-november-2026."""
        return re.sub(r"[^A-Za-z0-9]+", "-", f"{self.called} {self.reference} {self.dated}").strip("-")


def paper(message: Any, *, obstacle: str = "") -> Paper:
    """A letter of the record, set out as a letter; `obstacle` says on top why nobody may post it."""
    sender = str(message.values.get("sender", ""))
    body, closing = parted(message.text, sender)
    state = State(message.state)
    return Paper(
        heading=heading(
            message.pack_version.data, message.sender, str(message.values.get("service_code", "")), sender
        ),
        to=tuple(filter(None, (clean(message.to_name), *_address(message)))),
        dated=str(message.values.get("today") or day(message.written_on)),
        reference=message.case.reference if message.case else str(message.values.get("service", "")),
        mark=obstacle or (f"{state.label}. {state.words}" if state in UNFIT else ""),
        subject=clean(message.subject),
        body=body,
        closing=closing,
        link=str(message.values.get("link", "")),
        written_at=message.written_at,
    )


def heading(pack: Mapping[str, Any], role: str, service: str, name: str) -> Heading:
    """The heading of the organisation for which a role writes; of each service's role, for the one it is about."""
    body = _row(pack, "organisation", _organisation(pack, role, service))
    row = body.get("heading")
    if row is None:
        return Heading("plain", str(body.get("name") or name))
    return Heading(row["style"], row.get("name") or body["name"], tuple(row["address"]), row.get("text", ""))


@lru_cache(maxsize=512)
def heading_in(pack: UUID, role: str, service: str, name: str) -> Heading:
    """The same, of a pack version by its id: one that was loaded never changes, so it is read once."""
    return heading(pack_data([pack]).get(str(pack), {}), role, service, name)


def _organisation(pack: Mapping[str, Any], role: str, service: str) -> str:
    found, asked = _row(pack, "role", role), _row(pack, "service", service)
    if found.get("per_service") == "contact":
        return str(asked.get("provider", ""))
    if found.get("per_service") == "head":
        return str(_row(pack, "role", str(asked.get("head", ""))).get("organisation", ""))
    return str(found.get("organisation", ""))


def _address(message: Any) -> Block:
    """Where it goes: the lines of a postal address, or the one of another."""
    channel = Channel(message.channel)
    lines = message.to_address if channel is Channel.PRINT else shown(channel, message.to_address)
    return tuple(lines.splitlines())


def parted(text: str, sender: str) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The words, and apart from them who writes and who signed, which stay together on one page."""
    written = blocks(text)
    starts = [place for place, block in enumerate(written) if block[0] == sender and place]
    if not starts:
        return written, ((sender,),) if sender else ()
    return written[: starts[-1]], written[starts[-1] :]


def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text. What cannot be printed, such as a bell, is left out: no document may hold it."""
    made = (tuple(filter(None, map(clean, block))) for block in paragraphs(text))
    return tuple(filter(None, made))


def clean(line: str) -> str:
    """One line as it can be printed."""
    return "".join(each if each.isprintable() else " " for each in line).strip()


def _row(pack: Mapping[str, Any], table: str, code: str) -> Mapping[str, Any]:
    return next((each for each in pack.get(table, []) if each["code"] == code), {})
