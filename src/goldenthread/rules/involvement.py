"""Whether a child is known to a service: a routing answer at triage, never an answer to the request.

Known means currently open to the service, or closed within the last twelve months (S1-40).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from goldenthread.rules.days import months_after


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
