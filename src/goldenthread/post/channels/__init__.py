"""The channels by which letters leave: one module each, with the same `hand_over(claimed, at=...) -> Sent`.

Whoever calls it has committed the attempt before, and writes down afterwards how it ended. A channel tells exactly how
far it came: not taken and to be tried later, refused for good, taken, or nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings

from goldenthread.post.channels import smtp
from goldenthread.post.channels.letter import Awaited, CameBack, Claimed, File, Sent
from goldenthread.rules.channels import Channel
from goldenthread.rules.sending import Outcome, State

__all__ = [
    "Awaited",
    "CameBack",
    "Claimed",
    "File",
    "Sent",
    "arrived",
    "carries_files",
    "hand_over",
    "is_allowed",
    "is_set_up",
    "news",
    "when_ready",
]

NO_FILES = "By this channel no file can be sent. Send the list anew."
NOT_ALLOWED = "Outside production, letters leave only for addresses of GOLDENTHREAD_MAIL_ALLOWED."

HandOver = Callable[..., Sent]


def is_set_up(channel: Channel) -> bool:
    """Whether letters leave by this channel here. Where they do not, they are written and wait."""
    return _carrier(channel) is not None


def when_ready(channel: Channel) -> State:
    """Where a letter stands that nothing holds up: with the worker, or with whoever prints and posts it."""
    return State.TO_POST if channel is Channel.PRINT and not is_set_up(channel) else State.QUEUED


def hand_over(claimed: Claimed, *, at: datetime) -> Sent:
    """One attempt by the letter's own channel."""
    carrier = _carrier(claimed.channel)
    if carrier is None:
        return Sent(Outcome.LATER, f"{claimed.channel.label} is not set up here.")
    if not is_allowed(claimed.to_address):
        return Sent(Outcome.REFUSED, NOT_ALLOWED)
    if claimed.file is not None and carrier is not smtp.hand_over:
        return Sent(Outcome.REFUSED, NO_FILES)
    return carrier(claimed, at=at)


def carries_files(channel: Channel) -> bool:
    """Whether a letter that leaves by this channel here can take a file along: by a mail server of one's own alone."""
    return channel is Channel.MAIL and _carrier(channel) in (smtp.hand_over, None)


def is_allowed(address: str) -> bool:
    """In production everybody whom the pack names; elsewhere only whom the setting names (B16).

    It names addresses of mail or their domains, MESH mailboxes by their ids, and postal addresses by their postcodes.
    """
    allowed = settings.MAIL_ALLOWED
    last = address.splitlines()[-1] if address else ""
    return allowed is None or last in allowed or ("@" in last and last.partition("@")[2] in allowed)


def news(tell: Callable[[CameBack], bool]) -> int:
    """Ask each channel that knows what became of what it took, and tell which letters reached nobody. How many."""
    count = 0
    if settings.NOTIFY:
        from goldenthread.post.channels import notify

        count += notify.news(tell)
    if settings.MESH:
        from goldenthread.post.channels import mesh

        count += mesh.news(tell)
    return count


def arrived(awaited: Iterable[Awaited]) -> list[Awaited]:
    """Those of these letters of which their channel says that they are there."""
    waiting, found = list(awaited), list[Awaited]()
    if settings.NOTIFY and waiting:
        from goldenthread.post.channels import notify

        found += notify.arrived(waiting)
    if settings.MESH and waiting:
        from goldenthread.post.channels import mesh

        found += mesh.arrived(waiting)
    return found


def _carrier(channel: Channel) -> HandOver | None:
    """The function of whoever serves this channel here; what they need is only loaded where they do."""
    if channel is Channel.MAIL and settings.SMTP:
        return smtp.hand_over
    if settings.NOTIFY.get({Channel.MAIL: "mail", Channel.PRINT: "letter"}.get(channel, "")):
        from goldenthread.post.channels import notify

        return notify.hand_over
    if channel is Channel.MESH and settings.MESH:
        from goldenthread.post.channels import mesh

        return mesh.hand_over
    return None
