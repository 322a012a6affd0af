"""Whether a child is known to a service: a routing answer at triage, never an answer to the request.

Known means currently open to the service, or closed within the last twelve months (S1-40).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from goldenthread.rules.days import months_after
from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.offsets import Offset

LOOK_WITHIN = Offset(working_days=3)
"""How soon a team is expected to say what its own records hold: practice, not law."""


class Involvement(StrEnum):
    """What the check of a service's records found. The value is stored.

    KNOWN and NOT_KNOWN are as an imported tracker states it, without saying why.
    """

    OPEN = "open"
    CLOSED = "closed"
    NONE = "none"
    KNOWN = "known"
    NOT_KNOWN = "not_known"


def known_since(asked_on: date) -> date:
    """The earliest closing day that still counts as known: the same date a year before (29 February: 28)."""
    return months_after(asked_on, -12)


def is_known(involvement: str, closed_on: date | None, asked_on: date) -> bool:
    """Whether the service knew the child on the day the request was received."""
    if involvement == Involvement.CLOSED:
        return closed_on is not None and closed_on >= known_since(asked_on)
    return involvement in (Involvement.OPEN, Involvement.KNOWN)


def awaited(facts: Iterable[Fact]) -> dict[str, Fact]:
    """The teams that were asked to look in their own records and have not answered, by the service's id.

    `facts` are the effective facts of one council request. An answer is a look-up recorded after the asking.
    """
    open_: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda fact: (fact.happened_on, fact.sequence)):
        if fact.kind == Kind.RECORDS_REQUESTED:
            open_[fact.details["service"]] = fact
        elif fact.kind == Kind.INVOLVEMENT_CHECKED:
            open_.pop(fact.details["service"], None)
        elif fact.kind == Kind.REQUEST_WITHDRAWN:
            return {}
    return open_
