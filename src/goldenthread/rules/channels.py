"""By which channel somebody is written to: the one key of a contact in the area's pack says it.

A contact has a mailbox of mail, a mailbox of MESH (the NHS's service for messages between systems) or a postal
address: exactly one, so that nobody has to guess where a letter went.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Channel(StrEnum):
    """How a letter leaves."""

    MAIL = "mail"
    MESH = "mesh"
    PRINT = "print"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS: Mapping[Channel, str] = {
    Channel.MAIL: "Mail",
    Channel.MESH: "MESH",
    Channel.PRINT: "Post",
}

ROLE_KEYS: Mapping[str, Channel] = {
    "mailbox": Channel.MAIL,
    "mesh": Channel.MESH,
    "postal": Channel.PRINT,
}
"""The keys of a role of the pack, of which one says where it is written to."""

CONTACT_KEYS: Mapping[str, Channel] = {
    "email": Channel.MAIL,
    "mesh": Channel.MESH,
    "postal": Channel.PRINT,
}
"""The same of a service's contact point."""

KEYS = {**ROLE_KEYS, **CONTACT_KEYS}


def written_to(row: Mapping[str, Any]) -> tuple[Channel, str] | None:
    """The channel and the address of a role or a contact point; the lines of a postal one are lines of text."""
    for key, channel in KEYS.items():
        if row.get(key):
            value = row[key]
            return channel, value if isinstance(value, str) else "\n".join(value)
    return None


def shown(channel: Channel, address: str) -> str:
    """An address on one line, as a person reads it."""
    line = ", ".join(address.splitlines())
    return f"MESH mailbox {line}" if channel is Channel.MESH and line else line
