"""What the worker does with a mailbox: bring every mail in, then read what was kept. None stops the next."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from goldenthread.database.acting import acting_as
from goldenthread.directory.queries import area
from goldenthread.inbox import actions, mailbox, queries
from goldenthread.inbox.mailbox import Address, Fetched
from goldenthread.rules.refusals import Refused

if TYPE_CHECKING:
    from goldenthread.accounts.models import User

LOG = logging.getLogger("goldenthread.inbox")


def collect(address: Address, code: str, *, by: User, now: datetime) -> int:
    """Every mail of the mailbox is kept, each in a transaction of its own, committed before the server is told."""
    with transaction.atomic(), acting_as(by):
        place = area(code)
    if place is None:
        raise Refused(f"There is no area {code}, whose mailbox this is. Check GOLDENTHREAD_IMAP_AREA.")

    def known(validity: int) -> frozenset[int]:
        with transaction.atomic(), acting_as(by):
            return queries.fetched(address.name, validity)

    def keep(fetched: Fetched) -> None:
        on = fetched.arrived.astimezone(now.tzinfo).date()
        kept = actions.keep(
            area=place,
            raw=fetched.raw,
            arrived=fetched.arrived,
            mailbox=address.name,
            uid_validity=fetched.uid_validity,
            uid=fetched.uid,
            by=by,
            on=on,
        )
        if kept is not None and not fetched.is_whole:
            actions.give_up(mail=kept, why=TOO_LARGE, by=by, on=on)

    return mailbox.collect(address, known=known, keep=keep, now=now, largest=actions.LARGEST_MAIL)


TOO_LARGE = (
    "It is too large to be kept whole. Look for it in the mailbox, and ask the sender to send less at once."
)
HOSTILE = "It is made in a way that no program can read. It is kept as it came; look for it in the mailbox."


def read_all(*, by: User, now: datetime) -> int:
    """Read what was kept; what fails three times stands aside for a person (C05). Gives how many were read."""
    with transaction.atomic(), acting_as(by):
        waiting = queries.pending()
    return sum(read_one(mail_id, by=by, now=now) for mail_id in waiting)


def read_one(mail_id: UUID, *, by: User, now: datetime) -> bool:
    """One try at one mail, counted before it is made. Whether it was read."""
    with transaction.atomic(), acting_as(by):
        tries = actions.begin(mail_id)
        mail = queries.kept(mail_id)
    if mail is None:
        return False
    if tries > actions.MOST_TRIES:
        actions.give_up(mail=mail, why=HOSTILE, by=by, on=now.date())
        return False
    try:
        actions.read(mail=mail, by=by, on=now.date())
    except Exception as problem:
        LOG.warning("A mail could not be read: %s, try %s, %s", mail_id, tries, type(problem).__name__)
        return False
    return True
