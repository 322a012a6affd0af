"""What a channel is given, and what it answers: the same for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from goldenthread.rules.channels import Channel
from goldenthread.rules.sending import Outcome


@dataclass(frozen=True, slots=True)
class Claimed:
    """One attempt that may now be made: everything that a channel needs, and nothing that could change meanwhile.

    `message_id` is the same at each attempt: by it a channel finds what it was given before, and a person a double.
    `number` says the how-manieth attempt it is.
    """

    message: UUID
    attempt: UUID
    number: int
    message_id: str
    channel: Channel
    to_name: str
    to_address: str
    subject: str
    text: str
    sender_name: str


@dataclass(frozen=True, slots=True)
class Sent:
    """How one conversation ended, and the last words of whoever was spoken to."""

    outcome: Outcome
    reply: str


def clean(value: str) -> str:
    """A line without anything that could end it."""
    return " ".join("".join(each if each.isprintable() else " " for each in value).split())


def said(problem: BaseException) -> str:
    """What broke, in a line."""
    return clean(f"{type(problem).__name__}: {problem}")[:300]
