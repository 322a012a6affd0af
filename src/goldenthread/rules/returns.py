"""A letter that came back: what a mail server's notice means, in words for whoever has to act (RFC 3463, RFC 3464).

A notice says a status of three figures. The first tells whether it is for good, the second what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_STATUS = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})")

MEANINGS: Mapping[str, str] = {
    "1.1": "There is no such mailbox.",
    "1.2": "There is no such place for mail: what stands after the @ is wrong, or is gone.",
    "1.6": "The mailbox has moved, and nobody says where to.",
    "1.10": "There is no such place for mail: it takes none.",
    "2.1": "The mailbox is closed.",
    "2.2": "The mailbox is full.",
    "2.3": "The letter is larger than the mailbox takes.",
    "3.4": "The letter is larger than its mail server takes.",
    "4.1": "Its mail server did not answer.",
    "4.4": "There is no way to its mail server.",
    "4.7": "Its mail server could not be reached in time.",
    "7.1": "Its mail server does not let our mail in.",
}
"""By the second and third figure."""

ABOUT: Mapping[str, str] = {
    "1": "Its address is wrong.",
    "2": "The mailbox does not take it.",
    "3": "Its mail server cannot take it.",
    "4": "Its mail server could not be reached.",
    "5": "Its mail server and ours did not understand each other.",
    "6": "Its mail server cannot read it.",
    "7": "Its mail server does not let our mail in.",
}
"""By the second figure, where the third says no more."""

UNKNOWN = "Its mail server did not deliver it, and does not say why."


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice of delivery: what a mail server did with a letter. `said` are its own words."""

    action: str
    status: str = ""
    said: str = ""

    @property
    def is_final(self) -> bool:
        """Whether the letter came back for good; a delay, or word that it was delivered, is not that."""
        return self.action == "failed"


def why(notice: Notice) -> str:
    """Why it came back, in a sentence; and what the server said, where it said anything."""
    found = _STATUS.fullmatch(notice.status)
    meaning = UNKNOWN
    if found:
        about, detail = found[2], found[3]
        meaning = MEANINGS.get(f"{about}.{detail}") or ABOUT.get(about, UNKNOWN)
    return f"{meaning} Its server said: {notice.said}" if notice.said else meaning
