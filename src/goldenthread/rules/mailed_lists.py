"""Whether a list that names children may be attached to mail: never to a domain or a mailbox that nobody vouches for.

The council and the health bodies of an area agree on the domains whose mail is protected all the way (the secure e-mail
standard, DCB1596), and somebody asks at a service's mailbox at least every 90 days who reads it (B01, B11, B17).
Everybody else is written to without the list, and fetches it by signing in.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from goldenthread.rules.words import said

CHECKED_WITHIN = timedelta(days=90)
"""Calendar days: who reads a mailbox changes, and nobody tells."""


def why_not_attached(address: str, domains: Collection[str], checked_on: date | None, on: date) -> str:
    """The sentence that says why nothing that names a child is attached to mail to this address; else nothing."""
    domain = address.rpartition("@")[2].lower()
    if domain not in domains:
        return f"The area’s pack does not name {domain} among the domains to which a list of children may be mailed."
    if checked_on is None:
        return "Nobody has checked yet who reads this mailbox."
    if on - checked_on > CHECKED_WITHIN:
        days = CHECKED_WITHIN.days
        return f"Who reads this mailbox was last checked on {said(checked_on)}, more than {days} days ago."
    return ""
