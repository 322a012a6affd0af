"""The shape of an area pack: each table of the file, its keys and what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goldenthread.directory.pack.values import (
    ADDRESS_OF_MAIL,
    BODY,
    DAY,
    DOMAIN,
    LABEL,
    LABEL_CODE,
    LENGTH,
    MESH_MAILBOX,
    NAME,
    POSTAL,
    SCHOOL_NUMBER,
    SUBJECT,
    TEXT,
    YES_NO,
    Found,
    Path,
    Value,
    choice,
    key,
    several,
    table,
)
from goldenthread.rules.access import MAY, Permission
from goldenthread.rules.access import Role as Roles
from goldenthread.rules.ladder import (
    Ladder,
    Reminder,
    broken_anchors,
    ladder_from,
    reminder_problems,
    reminders_from,
    step_problems,
)
from goldenthread.rules.occasions import Occasion
from goldenthread.rules.offsets import Offset


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Councils and health bodies that share one practice, and the public name of its front door (S4-10).

    `secure_domains` are those to whose mailboxes a list that names children may be mailed (`rules.mailed_lists`).
    """

    code: str = key(LABEL_CODE)
    name: str = key(NAME)
    front_door: str = key(NAME)
    in_force_from: date = key(DAY)
    reporting_account: str = key(ADDRESS_OF_MAIL)
    secure_domains: tuple[str, ...] = key(several(DOMAIN), default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands on top of an organisation's letters: in the NHS's manner or a council's, where it is, a line more.

    Without a `name` the organisation's own stands there.
    """

    style: str = key(choice("nhs", "council"))
    name: str = key(NAME, default="")
    address: tuple[str, ...] = key(POSTAL)
    text: str = key(NAME, default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body, and its part in this area. Its code is the same in every pack that names it."""

    code: str = key(LABEL_CODE)
    name: str = key(NAME)
    kind: str = key(choice("council", "spoc", "health-provider", "icb", "school", "other"))
    parts: tuple[str, ...] = key(several(choice("council", "spoc", "provider", "other")), default=())
    valid_from: date | None = key(DAY, default=None)
    valid_to: date | None = key(DAY, default=None)
    successor: str | None = key(LABEL_CODE, default=None)
    heading: Heading | None = key(table(Heading), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A part of an area with its council and its own single point of contact (S0-02)."""

    code: str = key(LABEL_CODE)
    name: str = key(NAME)
    council: str = key(LABEL_CODE)
    spoc: str = key(LABEL_CODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Where a service is written to, who reads it, and when that was last checked (S0-03).

    One of `email`, `mesh` and `postal`: by which it leaves is said by which there is (`rules.channels`).
    """

    email: str | None = key(ADDRESS_OF_MAIL, default=None)
    mesh: str | None = key(MESH_MAILBOX, default=None)
    postal: tuple[str, ...] | None = key(POSTAL, default=None)
    monitored_by: str | None = key(NAME, default=None)
    checked_on: date | None = key(DAY, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A team that gives advice. It is live from `live_from`; without one it is still being set up.

    `head` is the role that answers for it when escalation reaches the top.
    """

    code: str = key(LABEL_CODE)
    label: str = key(LABEL)
    name: str = key(NAME)
    aliases: tuple[str, ...] = key(several(NAME), default=())
    provider: str = key(LABEL_CODE)
    adult: bool = key(YES_NO, default=False)
    live_from: date | None = key(DAY, default=None)
    valid_to: date | None = key(DAY, default=None)
    record_systems: tuple[str, ...] = key(several(LABEL_CODE), default=())
    head: str | None = key(LABEL_CODE, default=None)
    contact: Contact | None = key(table(Contact), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """A role's access to a record system while it lasts (S0-07)."""

    role: str = key(LABEL_CODE)
    granted: date = key(DAY)
    expires: date | None = key(DAY, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSystem:
    """A record that services keep, electronic or on paper (S0-04)."""

    code: str = key(LABEL_CODE)
    name: str = key(NAME)
    kind: str = key(choice("electronic", "paper"))
    owner: str = key(LABEL_CODE)
    access: tuple[Access, ...] = key(several(table(Access)), default=())


PARTS = tuple(
    role.value
    for role in Roles
    if {Permission.READ_CASES, Permission.REVIEW_EMERGENCY} & MAY[role] and role is not Roles.SYSTEM
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A part that people play, with its responsibilities (S0-27, S1-58) and its mailbox, MESH mailbox or address.

    A role `per_service` is somebody else for each service: whoever reads its contact point, or its head. `played_by` is
    the role of the record whose people complete and sign its letters; without one the front door's manager does.
    """

    code: str = key(LABEL_CODE)
    name: str = key(NAME)
    responsibilities: str = key(TEXT)
    organisation: str | None = key(LABEL_CODE, default=None)
    mailbox: str | None = key(ADDRESS_OF_MAIL, default=None)
    mesh: str | None = key(MESH_MAILBOX, default=None)
    postal: tuple[str, ...] | None = key(POSTAL, default=None)
    per_service: str | None = key(choice("contact", "head"), default=None)
    played_by: str | None = key(choice(*PARTS), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """Periods of local practice and guidance, which are not law."""

    information_pack: Offset = key(LENGTH)
    health_review_notice: Offset = key(LENGTH)
    setting_response: Offset = key(LENGTH)
    answer_within: Offset | None = key(LENGTH, default=None)
    contacts_checked_within: Offset | None = key(LENGTH, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter beside the ladder's, with a deed on a case or about an emergency; `code` is the occasion."""

    code: str = key(choice(*Occasion))
    sender: str = key(LABEL_CODE, "from")
    recipients: tuple[str, ...] = key(several(LABEL_CODE), "to")
    copies: tuple[str, ...] = key(several(LABEL_CODE), default=())
    template: str = key(LABEL_CODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Other words of a letter from a day on (`rules.editions`): whoever completes and signs it stays the same."""

    starts_on: date = key(DAY, "from")
    subject: str = key(SUBJECT)
    body: str = key(BODY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A letter that this area sends (S1-59), in words of its own with merge fields (`rules.letters`).

    One that is signed leaves when its sender has signed it. Packs loaded before letters had words lack them.
    """

    code: str = key(LABEL_CODE)
    title: str = key(NAME)
    subject: str = key(SUBJECT, default="")
    body: str = key(BODY, default="")
    signed: bool = key(YES_NO, default=False)
    later: tuple[Later, ...] = key(several(table(Later)), default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A root cause of lateness, as this area codes it (S3-A06). Never an excuse in law."""

    code: str = key(LABEL_CODE)
    title: str = key(NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """A school or setting by its number in the national register."""

    urn: str = key(SCHOOL_NUMBER)
    name: str = key(NAME)
    phase: str = key(choice("early-years", "primary", "secondary", "all-through", "special", "post-16"))
    council: str = key(LABEL_CODE)


def _ladder_problems(value: Any, path: Path) -> Found:
    rows = value.get("step") if isinstance(value, Mapping) else None
    if not isinstance(rows, list) or not rows or not all(isinstance(row, Mapping) for row in rows):
        yield path, "The ladder has no steps. Add at least one [[ladder.step]]."
        return
    for name in value:
        if name != "step":
            yield (*path, name), f"“{name}” is not known here. Known are: step."
    for place, row in enumerate(rows):
        for refusal in step_problems(row):
            yield (*path, "step", place, refusal.field or ""), refusal.sentence
    anchors = [(str(row.get("code")), str(row.get("anchor", "due"))) for row in rows]
    for place, sentence in broken_anchors(anchors):
        yield (*path, "step", place, "anchor"), sentence


def _reminder_problems(value: Any, path: Path) -> Found:
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        yield path, "Each reminder is a table of its own: [[reminder]]."
        return
    for place, row in enumerate(value):
        for refusal in reminder_problems(row):
            yield (*path, place, refusal.field or ""), refusal.sentence


LADDER = Value(_ladder_problems, lambda value: ladder_from({"ladder": value}))
REMINDERS = Value(_reminder_problems, lambda value: reminders_from({"reminder": value}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Everything that one area does in its own way. `data` is the file as JSON can keep it, dates as text."""

    area: Area = key(table(Area))
    organisations: tuple[Organisation, ...] = key(several(table(Organisation)), "organisation")
    places: tuple[Place, ...] = key(several(table(Place)), "place")
    services: tuple[Service, ...] = key(several(table(Service)), "service")
    record_systems: tuple[RecordSystem, ...] = key(several(table(RecordSystem)), "record_system", default=())
    roles: tuple[Role, ...] = key(several(table(Role)), "role")
    ladder: Ladder = key(LADDER)
    reminders: tuple[Reminder, ...] = key(REMINDERS, "reminder", default=())
    letters: tuple[Letter, ...] = key(several(table(Letter)), "letter", default=())
    practice: Practice = key(table(Practice))
    templates: tuple[Template, ...] = key(several(table(Template)), "template")
    causes: tuple[Cause, ...] = key(several(table(Cause)), "cause")
    schools: tuple[School, ...] = key(several(table(School)), "school", default=())
    data: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
