"""What the page says on which a link is sent: to whom it may go, and which were sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from goldenthread.advice.queries import Asked
from goldenthread.cases.deed import Deed, on_case
from goldenthread.design.page import Link
from goldenthread.design.words import day, moment


@dataclass(frozen=True, slots=True)
class Sent:
    """One link that was sent, and how it stands."""

    to: str
    made: str
    state: str
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inviting(Deed):
    """The question, and below it the links of this request."""

    links: tuple[Sent, ...]
    revoke: Link | None


def invite_answer(asked: Asked, links: Sequence[Any], now: datetime) -> Inviting:
    """Say what the mail holds and what it does not."""
    is_any_live = any(link.ended_at is None and link.expires > now for link in links)
    return Inviting(
        **on_case(asked.case_id, asked.child, asked.reference),
        title=f"Send {asked.service} a link to answer by",
        button="Send the link",
        intro=f"Whoever reads the mailbox can answer for {asked.service} without an account. The advice is due by "
        f"{day(asked.due_on)}. The mail names no child. Opening the link asks for a one-time code, sent to the same "
        "mailbox. The link works for 14 days, shows this one request and nothing else, and ends when the advice is "
        "here.",
        links=tuple(_sent(links, now)),
        revoke=Link("Take a link back", reverse("advice:revoke_answer", args=[asked.advice.pk]))
        if is_any_live
        else None,
    )


def _sent(links: Iterable[Any], now: datetime) -> Iterator[Sent]:
    for link in links:
        state, colour = _state(link, now)
        yield Sent(f"{link.name}, {link.email}", moment(link.made_at), state, colour)


def _state(link: Any, now: datetime) -> tuple[str, str]:
    if link.ended_at is not None:
        return f"Ended {moment(link.ended_at)}", "grey"
    if link.expires <= now:
        return f"Expired {moment(link.expires)}", "grey"
    return f"Works until {moment(link.expires)}", "green"
