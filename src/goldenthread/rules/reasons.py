"""Why a request ends without an answer. "Not known" and "on a waiting list" are routes, so they stand nowhere here."""

from __future__ import annotations

from enum import StrEnum

from goldenthread.rules.refusals import Refused


class Withdrawal(StrEnum):
    """The reasons for which the one who asked takes a request back."""

    BY_COUNCIL = "by-council"
    BY_FAMILY = "by-family"
    MOVED_AWAY = "moved-away"
    NOT_NEEDED = "not-needed"
    DOUBLE = "double"
    MISTAKE = "mistake"

    @property
    def label(self) -> str:
        return WORDS[self]


WORDS: dict[Withdrawal, str] = {
    Withdrawal.BY_COUNCIL: "The council took it back",
    Withdrawal.BY_FAMILY: "The family took its request back",
    Withdrawal.MOVED_AWAY: "The child moved to another area",
    Withdrawal.NOT_NEEDED: "Enough advice is already there, and its author, the council and the family agree",
    Withdrawal.DOUBLE: "It was asked twice",
    Withdrawal.MISTAKE: "It was entered by mistake",
}


def check_withdrawal(reason: str) -> Withdrawal:
    """The reason as one of the list. Refused where it is none: a request cannot be closed as not known."""
    try:
        return Withdrawal(reason)
    except ValueError:
        raise Refused(
            "Choose why the request is withdrawn. A child who is not known, or who waits on a list, is a reason to "
            "find another route to the advice, never to close the request.",
            field="reason",
        ) from None
