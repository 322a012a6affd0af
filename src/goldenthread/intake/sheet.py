"""The check sheet: which services there are, and in which records each is looked up (S0-05)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.design.words import day
from goldenthread.rules.facts import Fact
from goldenthread.rules.involvement import WHOLE, Involvement, Standing, answer, knows, standing

UNCHECKED = "unchecked"
ANSWERS: tuple[tuple[str, str], ...] = (
    (Involvement.OPEN.value, "Open to the service"),
    (Involvement.REFERRED.value, "Referred, and not seen yet"),
    (Involvement.CLOSED.value, "Closed"),
    (Involvement.NONE.value, "Not there"),
)
SAID: Mapping[str, str] = {
    Involvement.OPEN: "open",
    Involvement.REFERRED: "open referral",
    Involvement.CLOSED: "closed",
    Involvement.NONE: "not there",
    Involvement.KNOWN: "known, as the imported tracker says",
    Involvement.NOT_KNOWN: "not known, as the imported tracker says",
}
SPOC = "spoc"
NO_RECORD = "No record system is named for this service: ask the team"


@dataclass(frozen=True, slots=True)
class Look:
    """One record of one service. `field` names its answers in the form; `how` says where or whom to ask."""

    service_id: str
    system: Any
    how: str
    is_by_team: bool
    fact: Fact | None
    asked_on: date

    @property
    def field(self) -> str:
        return f"{self.service_id}_{self.system.pk if self.system else 'team'}"

    @property
    def name(self) -> str:
        return self.system.name if self.system else ""

    @property
    def involvement(self) -> str:
        return str(self.fact.details["involvement"]) if self.fact else UNCHECKED

    @property
    def closed_on(self) -> date | None:
        """When it was closed, where it was."""
        closed = self.fact.details.get("closed_on") if self.fact else None
        return date.fromisoformat(closed) if closed and self.involvement == Involvement.CLOSED else None

    @property
    def is_known(self) -> bool:
        return self.fact is not None and knows(self.fact, self.asked_on)

    @property
    def last_answer(self) -> str:
        """What the record said when it was last looked into."""
        if self.fact is None:
            return ""
        on = f" on {day(self.closed_on)}" if self.closed_on else ""
        counts = "known" if self.is_known else "not known"
        return f"{SAID[self.involvement]}{on}{'' if 'known' in SAID[self.involvement] else f' ({counts})'}"


@dataclass(frozen=True, slots=True)
class Line:
    """One service on the sheet with its records, and what can be said of it by now."""

    service: Any
    is_named: bool
    looks: tuple[Look, ...]
    standing: Standing
    will_respond: bool
    asked: Fact | None

    @property
    def service_id(self) -> str:
        return str(self.service.pk)

    @property
    def label(self) -> str:
        return str(self.service.label)

    @property
    def name(self) -> str:
        return str(self.service.name)

    @property
    def missing(self) -> tuple[Look, ...]:
        """The records that nobody has looked into."""
        return tuple(look for look in self.looks if look.fact is None)


def line(service: Any, systems: list[Any], told: Any, today: date) -> Line:
    """One service as its records and the request's timeline tell it; `told` is an `intake.queries.Standing`."""
    key, asked_on = str(service.pk), told.received_on or today
    answers = told.looked_up.get(key, {})
    looks = tuple(
        Look(
            service_id=key,
            system=system,
            how=system_words(system, service.contact_point, today) if system else NO_RECORD,
            is_by_team=system is None or not is_open_to_us(system, today),
            fact=answer(answers, str(system.pk) if system else WHOLE),
            asked_on=asked_on,
        )
        for system in systems or [None]
    )
    return Line(
        service=service,
        is_named=key in told.named,
        looks=looks,
        standing=standing(answers, [str(system.pk) for system in systems], asked_on),
        will_respond=key in told.responding,
        asked=told.awaited.get(key),
    )


def system_words(system: Any, contact: str, today: date) -> str:
    """How one record is looked up: in it, or by asking the team, where it is paper or shut to us."""
    if not system.is_electronic:
        return f"{system.name}: on paper, so ask the team at {contact}"
    if is_open_to_us(system, today):
        return f"{system.name}: electronic, look it up"
    return f"{system.name}: electronic, but you have no access to it; ask the team at {contact}"


def is_open_to_us(system: Any, today: date) -> bool:
    """Whether the single point of contact may look into the record today (S0-07); into paper it never can."""
    held = [each for each in system.access if each.get("role") == SPOC]
    return system.is_electronic and any(
        str(each.get("expires") or date.max) >= today.isoformat() for each in held
    )
