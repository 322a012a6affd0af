"""What a council's request waits for while no service has a clock for it: asked of the facts, pure.

A request that nobody acknowledged, or a service that was promised to the council and never asked, would
otherwise wait where nobody looks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.rules.involvement import awaited, to_look

ENDED = (Kind.ADVICE_RECORDED, Kind.ADVICE_WITHDRAWN)


class Deed(StrEnum):
    """What the single point of contact has to do next with a council's request."""

    ACKNOWLEDGE = "acknowledge"
    SEEK = "seek"
    LOOK = "look"


class Wait(NamedTuple):
    """One request that waits for a deed, since a day; `services` are those promised and not asked, or to look."""

    request: str
    deed: Deed
    received_on: date
    since_on: date
    services: tuple[str, ...]


def waits(history: Sequence[Fact]) -> Iterator[Wait]:
    """What each request of one case waits for, each deed at most once. `history` is the case's timeline as recorded.

    A request that came with a tracker was acknowledged before it came here.
    """
    facts = effective(history)
    withdrawn = {fact.about for fact in facts if fact.kind == Kind.REQUEST_WITHDRAWN}
    imported = {fact.about for fact in facts if fact.kind == Kind.ADVICE_IMPORTED}
    for fact in facts:
        if fact.kind == Kind.REQUEST_RECEIVED and fact.about and fact.about not in withdrawn:
            yield from _wait(fact, facts, imported)


def _wait(received: Fact, facts: Sequence[Fact], imported: set[str | None]) -> Iterator[Wait]:
    request, on = str(received.about), received.happened_on
    sought = [
        fact for fact in facts if fact.kind == Kind.ADVICE_SOUGHT and fact.details.get("request") == request
    ]
    about = [fact for fact in facts if fact.about == request]
    told = [fact for fact in about if fact.kind == Kind.REQUEST_ACKNOWLEDGED]
    asked = {fact.details["service"] for fact in sought}
    promised = dict.fromkeys(service for fact in told for service in fact.details["responding"])
    if not told and imported.isdisjoint(fact.about for fact in sought):
        yield Wait(request, Deed.ACKNOWLEDGE, on, on, ())
    elif told and (missing := tuple(service for service in promised if service not in asked)):
        yield Wait(request, Deed.SEEK, on, told[0].happened_on, missing)
    is_over = bool(sought) and all(_has_ended(each, facts) for each in sought)
    yield from _looks(request, on, about, is_acknowledged=bool(told), is_over=is_over)


def _looks(
    request: str, on: date, about: Sequence[Fact], *, is_acknowledged: bool, is_over: bool
) -> Iterator[Wait]:
    """The teams that were asked to look; and after the acknowledgement, for which the sheet is filled in, every record.

    Nobody need look any more once all advice is here, or nobody wants it.
    """
    if is_over:
        return
    teams = awaited(about)
    since = {service: fact.happened_on for service, fact in teams.items()}
    if is_acknowledged:
        since = dict.fromkeys(to_look(about), on) | since
    if since:
        yield Wait(request, Deed.LOOK, on, min(since.values()), tuple(sorted(since)))


def _has_ended(sought: Fact, facts: Sequence[Fact]) -> bool:
    return any(fact.about == sought.about and fact.kind in ENDED for fact in facts)
