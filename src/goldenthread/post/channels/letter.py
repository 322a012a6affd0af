"""What a channel is given, and what it answers: the same for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from goldenthread.post.paper.letter import NO_HEADING, Heading
from goldenthread.rules.channels import Channel
from goldenthread.rules.sending import Outcome


@dataclass(frozen=True, slots=True)
class File:
    """A workbook that leaves with a letter."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Claimed:
    """One attempt that may now be made: everything that a channel needs, and nothing that could change meanwhile.

    `message_id` is the same at each attempt: by it a channel finds what it was given before, and a person a double.
    `queued` is the same at each attempt too, until somebody sends the letter anew.
    """

    message: UUID
    attempt: UUID
    queued: datetime
    message_id: str
    channel: Channel
    to_name: str
    to_address: str
    subject: str
    text: str
    sender_name: str
    before: frozenset[str] = frozenset()
    """As what it was taken before somebody sent it anew: none of those stands for it now."""
    heading: Heading = NO_HEADING
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """How one conversation ended, and the last words of who was spoken to. `is_followed`: they tell if it arrives."""

    outcome: Outcome
    reply: str
    is_followed: bool = False


@dataclass(frozen=True, slots=True)
class Awaited:
    """A letter of whose delivery word is to come, and as what it was taken: its last word."""

    letter: UUID
    taken_as: str


@dataclass(frozen=True, slots=True)
class CameBack:
    """A channel's word that a letter reached nobody. `taken_as` is the letter's last word, if it is about that one."""

    letter: UUID
    taken_as: str
    why: str


def answers_to(message_id: str) -> str:
    """The mailbox of the area with the letter's token after a plus, so that an answer finds its case."""
    local, _, domain = settings.MAIL_FROM.partition("@")
    return f"{local}+{message_id.strip('<>').partition('@')[0]}@{domain}"


def clean(value: str) -> str:
    """A line without anything that could end it."""
    return " ".join("".join(each if each.isprintable() else " " for each in value).split())


def said(problem: BaseException) -> str:
    """What broke, in a line."""
    return clean(f"{type(problem).__name__}: {problem}")[:300]
