"""The rows of the lists on which a request, or a case, waits for a person: what they do, and by when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.deadlines.awaited import Deed
from goldenthread.design.words import short_day
from goldenthread.desk.queries import Waiting
from goldenthread.desk.worklist.queries import Passed
from goldenthread.desk.worklist.wanted import Rights
from goldenthread.rules.involvement import LOOK_WITHIN
from goldenthread.rules.school_age import CONFIRM_WITHIN

DOES = {
    Deed.ACKNOWLEDGE: "Acknowledge",
    Deed.SEEK: "Seek advice",
    Deed.LOOK: "Look up, or ask the team",
    Rights.CONFIRM: "Confirm wishes and capacity",
}
WAITED_FOR = {Deed.SEEK: "Services promised", Deed.LOOK: "Services to look up", Rights.CONFIRM: "Waiting for"}


@dataclass(frozen=True, slots=True)
class Job:
    """One council request that waits for the single point of contact itself, or a case that waits for somebody."""

    child: str
    case: str
    reference: str
    area: str
    council: str
    received: str
    waiting_for: str
    action: str
    by: str
    href: str


def jobs(
    rows: Sequence[Waiting],
    deed: Deed,
    address_of_case: Callable[[object], str],
    address_of_deed: Callable[[object], str] | None,
    today: date,
) -> tuple[Job, ...]:
    """The requests that wait for the single point of contact, with the deed for whoever may do it."""
    return tuple(
        Job(
            child=f"{row.forename} {row.surname}",
            case=address_of_case(row.case_id),
            reference=row.reference,
            area=row.area,
            council=row.council,
            received=short_day(row.received_on),
            waiting_for=", ".join(row.services) if deed in WAITED_FOR else row.council,
            action=DOES[deed],
            by=short_day(LOOK_WITHIN.after(row.since_on) if deed is Deed.LOOK else today),
            href=address_of_deed(row.request_id) if address_of_deed else "",
        )
        for row in rows
    )


def passed(
    rows: Sequence[Passed], address_of_case: Callable[[object], str], address_of_deed: Callable[[object], str]
) -> tuple[Job, ...]:
    """The young people who are to be asked: the council has the duties, whoever says who sees the case may do it."""
    return tuple(
        Job(
            child=f"{row.forename} {row.surname}",
            case=address_of_case(row.case_id),
            reference=row.reference,
            area=row.area,
            council=row.council,
            received=short_day(row.since_on),
            waiting_for=row.council,
            action=DOES[Rights.CONFIRM],
            by=short_day(CONFIRM_WITHIN.after(row.since_on)),
            href=address_of_deed(row.case_id),
        )
        for row in rows
    )
