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


class Deed(StrEnum):
    """What the single point of contact has to do next with a council's request."""

    ACKNOWLEDGE = "acknowledge"
    SEEK = "seek"


class Wait(NamedTuple):
    """One request that waits for a deed, since a day; `services` are those promised and not asked."""

    request: str
    deed: Deed
    received_on: date
    since_on: date
    services: tuple[str, ...]


def waits(history: Sequence[Fact]) -> Iterator[Wait]:
    """What each request of one case waits for. `history` is the case's timeline as recorded.

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
    told = [fact for fact in facts if fact.kind == Kind.REQUEST_ACKNOWLEDGED and fact.about == request]
    if not told:
        if imported.isdisjoint(fact.about for fact in sought):
            yield Wait(request, Deed.ACKNOWLEDGE, on, on, ())
        return
    asked = {fact.details["service"] for fact in sought}
    promised = dict.fromkeys(service for fact in told for service in fact.details["responding"])
    if missing := tuple(service for service in promised if service not in asked):
        yield Wait(request, Deed.SEEK, on, told[0].happened_on, missing)
