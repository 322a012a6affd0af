"""Whether a child is known to a service: a routing answer at triage, never an answer to the request.

Known means currently open to the service, an open referral to it among that, or closed within the last twelve months
(S1-40, S1-63). A service may keep several records (S0-04): it knows the child where one of them does, and does not
where each of them was looked into and none does (S0-05). Before that nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum

from goldenthread.rules.days import months_after
from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.offsets import Offset

LOOK_WITHIN = Offset(working_days=3)
"""How soon records are expected to be looked into, by whoever is to look: practice, not law."""

WHOLE = ""
"""In place of a record system: what was said of all of a service's records at once."""


class Involvement(StrEnum):
    """What the check of a record found. The value is stored.

    KNOWN and NOT_KNOWN are as an imported tracker states it, without saying why.
    """

    OPEN = "open"
    REFERRED = "referred"
    CLOSED = "closed"
    NONE = "none"
    KNOWN = "known"
    NOT_KNOWN = "not_known"


OPEN: Collection[Involvement] = (Involvement.OPEN, Involvement.REFERRED, Involvement.KNOWN)
"""What is known whenever it was closed."""


class Looker(StrEnum):
    """Who looked: the single point of contact, or the team that keeps the record. The value is stored."""

    SPOC = "spoc"
    TEAM = "team"


class Standing(StrEnum):
    """What can be said of a service by now."""

    KNOWN = "known"
    NOT_KNOWN = "not known"
    TO_LOOK = "not said yet"


Records = Mapping[str, Collection[str]]
Answers = Mapping[str, Fact]
"""The latest look-up of each record system of one service, by the system's id; WHOLE for all of them at once."""


def known_since(asked_on: date) -> date:
    """The earliest closing day that still counts as known: the same date a year before (29 February: 28)."""
    return months_after(asked_on, -12)


def is_known(involvement: str, closed_on: date | None, asked_on: date) -> bool:
    """Whether the service knew the child on the day the request was received."""
    if involvement == Involvement.CLOSED:
        return closed_on is not None and closed_on >= known_since(asked_on)
    return involvement in OPEN


def knows(fact: Fact, asked_on: date) -> bool:
    """Whether one look-up says that the child is known."""
    closed = fact.details.get("closed_on")
    return is_known(
        str(fact.details["involvement"]), date.fromisoformat(closed) if closed else None, asked_on
    )


def looked_up(facts: Iterable[Fact]) -> dict[str, dict[str, Fact]]:
    """What was looked up on one council request, by service and by record system; `facts` are its effective ones.

    What is said of all of a service's records, as in a tracker or in the days before each was named, stands for each
    of them until that one is looked into again.
    """
    found: dict[str, dict[str, Fact]] = defaultdict(dict)
    for fact in _in_order(facts):
        if fact.kind == Kind.INVOLVEMENT_CHECKED:
            service, system = fact.details["service"], fact.details.get("system") or WHOLE
            if system == WHOLE:
                found[service].clear()
            found[service][system] = fact
    return dict(found)


def answer(answers: Answers, system: str) -> Fact | None:
    """What one record says, as it was last looked up."""
    return answers.get(system) or answers.get(WHOLE)


def missing(answers: Answers, systems: Collection[str]) -> list[str]:
    """Those of a service's record systems that nobody has looked into; WHOLE for a service that names none."""
    return [system for system in (systems or (WHOLE,)) if answer(answers, system) is None]


def standing(answers: Answers, systems: Collection[str], asked_on: date) -> Standing:
    """Known as soon as one record says so; not known once each was looked into and none does."""
    if any(knows(fact, asked_on) for fact in answers.values()):
        return Standing.KNOWN
    return Standing.TO_LOOK if missing(answers, systems) else Standing.NOT_KNOWN


def deciding(answers: Answers, asked_on: date) -> Fact | None:
    """The look-up by which a service counts as known, or the last where it does not; None while one is missing.

    Which records there are is asked of the look-ups themselves: each says which the service had on its day.
    """
    for fact in answers.values():
        if knows(fact, asked_on):
            return fact
    systems = {system for fact in answers.values() for system in fact.details.get("systems", ())}
    return None if not answers or missing(answers, systems) else max(answers.values(), key=_place)


def records(facts: Iterable[Fact]) -> Records:
    """In which record systems each service was to be looked up when the request of these facts came, by ids."""
    received = next((fact for fact in facts if fact.kind == Kind.REQUEST_RECEIVED), None)
    found: Records = received.details.get("records", {}) if received else {}
    return found


def to_look(facts: Iterable[Fact]) -> dict[str, list[str]]:
    """The records that nobody has looked into, by service, of those that the area had when its request was received.

    None once the request was withdrawn, nor for one that came with a tracker, which names no records.
    """
    told = list(facts)
    if any(fact.kind == Kind.REQUEST_WITHDRAWN for fact in told):
        return {}
    answers = looked_up(told)
    lacking = {
        service: missing(answers.get(service, {}), systems) for service, systems in records(told).items()
    }
    return {service: systems for service, systems in lacking.items() if systems}


def awaited(facts: Iterable[Fact]) -> dict[str, Fact]:
    """The teams that were asked to look in their own records and have not answered, by the service's id.

    `facts` are the effective facts of one council request. An answer is a look-up of each record that was asked about,
    recorded after the asking.
    """
    open_: dict[str, Fact] = {}
    lacking: dict[str, set[str]] = {}
    for fact in _in_order(facts):
        if fact.kind == Kind.RECORDS_REQUESTED:
            open_[fact.details["service"]] = fact
            lacking[fact.details["service"]] = set(fact.details.get("systems", ()))
        elif fact.kind == Kind.INVOLVEMENT_CHECKED and fact.details["service"] in open_:
            service, system = fact.details["service"], fact.details.get("system") or WHOLE
            lacking[service] = lacking[service] - {system} if system != WHOLE else set()
            if not lacking[service]:
                del open_[service]
        elif fact.kind == Kind.REQUEST_WITHDRAWN:
            return {}
    return open_


def _in_order(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=_place)


def _place(fact: Fact) -> tuple[date, int]:
    return fact.happened_on, fact.sequence
