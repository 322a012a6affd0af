"""The check sheet: which services there are, and in which records each is looked up (S0-05)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.design.words import day
from goldenthread.rules.involvement import Involvement, is_known

UNCHECKED = "unchecked"
ANSWERS: tuple[tuple[str, str], ...] = (
    (Involvement.OPEN.value, "Open to the service"),
    (Involvement.CLOSED.value, "Closed"),
    (Involvement.NONE.value, "Not there"),
)
SAID: Mapping[str, str] = {
    Involvement.OPEN: "open",
    Involvement.CLOSED: "closed",
    Involvement.NONE: "not there",
    Involvement.KNOWN: "known, as the imported tracker says",
    Involvement.NOT_KNOWN: "not known, as the imported tracker says",
}
SPOC = "spoc"


@dataclass(frozen=True, slots=True)
class Line:
    """One service on the sheet. `field` names its answers in the form."""

    service_id: str
    label: str
    name: str
    is_named: bool
    systems: tuple[str, ...]
    involvement: str
    closed_on: date | None
    is_known: bool
    will_respond: bool

    @property
    def field(self) -> str:
        return self.service_id

    @property
    def last_answer(self) -> str:
        """What the records said when they were last looked up."""
        if self.involvement == UNCHECKED:
            return ""
        on = f" on {day(self.closed_on)}" if self.closed_on else ""
        known = (
            ""
            if self.involvement in (Involvement.KNOWN, Involvement.NOT_KNOWN)
            else f" ({_known(self.is_known)})"
        )
        return f"{SAID[self.involvement]}{on}{known}"


def _known(yes: bool) -> str:
    return "known" if yes else "not known"


def line(
    service: Any, *, named: Iterable[str], checked: Mapping[str, Mapping[str, Any]], responding: Sequence[str],
    received_on: date, today: date,
) -> Line:  # fmt: skip
    """One service as its records and the request's timeline tell it."""
    key = str(service.pk)
    answer = checked.get(key, {})
    involvement = str(answer.get("involvement", UNCHECKED))
    closed_on = date.fromisoformat(answer["closed_on"]) if answer.get("closed_on") else None
    return Line(
        service_id=key,
        label=service.label,
        name=service.name,
        is_named=key in named,
        systems=tuple(
            system_words(system, service.contact_point, today) for system in service.record_systems.all()
        ),
        involvement=involvement,
        closed_on=closed_on,
        is_known=is_known(involvement, closed_on, received_on),
        will_respond=key in responding,
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
