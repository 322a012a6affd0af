"""The one decision: may this person do this to that thing, now, and why.

allow = signed in, with a second factor, in a role that is in force and has the permission, led to the case by that
role or by a live relation that covers the section, the thing kept no closer than the role may see, and no
restriction. A restriction beats every grant. Who is not led to a case is told what they would be told if there
were none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from goldenthread.rules.access.permissions import OF_CASES, Permission
from goldenthread.rules.access.relations import Basis
from goldenthread.rules.access.roles import ROLES, Reach, Role
from goldenthread.rules.access.sections import Classification, Section


@dataclass(frozen=True, slots=True)
class Held:
    """A role that somebody holds. `areas` are where its organisation has a part; `parties` whom it speaks for:
    its council, its service, its provider's services, its school. Dates are London civil dates, both included.
    """

    role: Role
    areas: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    ends_on: date | None = None

    def is_live(self, on: date) -> bool:
        return self.ends_on is None or on <= self.ends_on


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. `is_strong`: signed in with a second factor, or a system account, which nobody signs in to."""

    id: str
    held: tuple[Held, ...] = ()
    is_signed_in: bool = True
    is_strong: bool = True
    is_active: bool = True
    is_system: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A relation of a person, or of a party that they speak for, to a case; `open_until` ends an emergency's."""

    party: str
    basis: Basis
    sections: frozenset[Section]
    starts_on: date
    ends_on: date | None = None
    open_until: datetime | None = None

    def is_live(self, now: datetime) -> bool:
        on = now.date()
        return (
            self.starts_on <= on
            and (self.ends_on is None or on <= self.ends_on)
            and (self.open_until is None or now < self.open_until)
        )


@dataclass(frozen=True, slots=True)
class Denied:
    """A restriction: this person, or everybody who is not named; the whole case, or one section of it."""

    person: str | None
    section: Section | None = None
    ends_on: date | None = None

    def is_live(self, on: date) -> bool:
        return self.ends_on is None or on <= self.ends_on


@dataclass(frozen=True, slots=True)
class Thing:
    """What is asked for: a case (or a thing of an area, where `is_case` is false), or one section or item of it.

    `parties`: the council whose request it is and the services that were asked.
    """

    area: str
    parties: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
    denied: tuple[Denied, ...] = ()
    section: Section | None = None
    classification: Classification = Classification.ORDINARY
    is_case: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes or no, the rule that said so, and the sentence that the person reads."""

    is_allowed: bool
    rule: str
    sentence: str


def _no(rule: str, sentence: str) -> Decision:
    return Decision(False, rule, sentence)


ABSENT = "There is nothing here that you may see. Check the address, or ask to be let into the case."
SIGNED_OUT = _no("signed-out", "Sign in first.")
WEAK = _no("weak", "Prove that it is you with your second factor first.")
INACTIVE = _no("inactive", "Your account has been closed. Ask the area administrator.")
NO_ROLE = _no("no-role", "Your role does not allow this. Ask the area administrator for the role that does.")
NOT_LED = _no("not-led", ABSENT)
RESTRICTED = _no("restricted", ABSENT)
SECTION_DENIED = _no("section-restricted", "This part of the record is kept from you by a restriction.")
NO_SECTION = _no("section", "Your part in this case does not open this part of the record.")
TOO_CLOSE = _no("classification", "This is kept to fewer people than your role may be among.")
READ_ONLY = _no("read-only", "What was opened in an emergency can be read, not changed and not taken out.")


def decide(actor: Actor, permission: Permission, thing: Thing | None, now: datetime) -> Decision:
    """Whether the actor may, now (an aware moment of London time). A `thing` of None asks: anywhere?"""
    if refusal := _refused_at_the_door(actor):
        return refusal
    if permission is Permission.NONE:
        return Decision(True, "signed-in", "Everybody who signs in may do this.")
    if actor.is_system:
        return _as_system(permission)
    held = [each for each in actor.held if each.is_live(now.date())]
    able = [each for each in held if permission in ROLES[each.role].permissions]
    if not able:
        return NO_ROLE
    if thing is None:
        return _yes(able[0], "somewhere")
    if not thing.is_case:
        return _in_the_area(able, thing)
    return _of_a_case(actor, permission, able, thing, now)


def _refused_at_the_door(actor: Actor) -> Decision | None:
    if not actor.is_signed_in:
        return SIGNED_OUT
    if not actor.is_active:
        return INACTIVE
    return None if actor.is_strong else WEAK


def _as_system(permission: Permission) -> Decision:
    allowed = permission in ROLES[Role.SYSTEM].permissions
    return Decision(True, "system", "The system's own account does this.") if allowed else NO_ROLE


def _in_the_area(able: Iterable[Held], thing: Thing) -> Decision:
    led = next((each for each in able if thing.area in each.areas), None)
    return _yes(led, "area") if led else NOT_LED


def _of_a_case(
    actor: Actor, permission: Permission, able: list[Held], thing: Thing, now: datetime
) -> Decision:
    if permission not in OF_CASES:
        return _in_the_area(able, thing)
    links = [link for link in thing.links if link.is_live(now)]
    if _is_kept_out(actor, thing, links, now.date(), section=None):
        return RESTRICTED
    ways = [way for each in able for way in _ways(actor, each, thing, links)]
    if not ways:
        return NOT_LED
    if permission is not Permission.READ_CASES:
        ways = [way for way in ways if way.basis is not Basis.EMERGENCY]
        if not ways:
            return READ_ONLY
    if thing.section is None:
        return _yes(ways[0].held, ways[0].rule)
    if _is_kept_out(actor, thing, links, now.date(), section=thing.section):
        return SECTION_DENIED
    return _of_a_section(actor, thing, ways)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way that leads a person to a case."""

    held: Held
    rule: str
    sections: frozenset[Section]
    basis: Basis | None = None


def _ways(actor: Actor, held: Held, thing: Thing, links: list[Link]) -> Iterator[_Way]:
    """How this role leads there: by its reach, or by a relation of the person or of their school."""
    role = ROLES[held.role]
    if role.reach is Reach.NONE:
        return
    if role.reach is Reach.AREA and thing.area in held.areas:
        yield _Way(held, "area", role.sections)
    if role.reach is not Reach.RELATION and held.parties & thing.parties:
        yield _Way(held, role.reach.value, role.sections)
    own = {actor.id} | (held.parties if role.reach is Reach.RELATION else frozenset())
    for link in links:
        if link.party in own:
            yield _Way(held, link.basis.value, role.sections & link.sections & link.basis.opens, link.basis)


def _of_a_section(actor: Actor, thing: Thing, ways: list[_Way]) -> Decision:
    opening = [way for way in ways if thing.section in way.sections]
    if not opening:
        return NO_SECTION
    for way in opening:
        sealed = way.basis in (Basis.SAFEGUARDING, Basis.COURT_ORDER)
        ceiling = Classification.SEALED if sealed else ROLES[way.held.role].ceiling
        if ceiling.covers(thing.classification):
            return _yes(way.held, way.rule)
    return TOO_CLOSE


def _is_kept_out(actor: Actor, thing: Thing, links: list[Link], on: date, section: Section | None) -> bool:
    """A restriction of the person; or one of everybody, where no relation names the person."""
    is_named = any(link.party == actor.id and link.basis.names for link in links)
    return any(
        each.is_live(on)
        and each.section is section
        and (each.person == actor.id or (each.person is None and not is_named))
        for each in thing.denied
    )


def _yes(held: Held, rule: str) -> Decision:
    role = ROLES[held.role]
    return Decision(True, rule, f"You may, as {role.label}: {role.duty}.")


def opened(actor: Actor, thing: Thing, now: datetime) -> frozenset[Section]:
    """The sections of a case that the actor may read, of ordinary class."""
    return frozenset(
        section
        for section in Section
        if decide(actor, Permission.READ_CASES, replace(thing, section=section), now).is_allowed
    )
