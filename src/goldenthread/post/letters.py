"""A letter as a stage asks for it, and who a role is on the day: its name and its address in the area's pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from goldenthread.rules.channels import Channel, written_to
from goldenthread.rules.editions import in_force
from goldenthread.rules.letters import REQUEST_PACK, Wording, dated, previewed
from goldenthread.rules.mailed_lists import why_not_attached as refused_by
from goldenthread.rules.occasions import Occasion, sending
from goldenthread.rules.offsets import Offset, offset_from
from goldenthread.rules.refusals import Refused
from goldenthread.rules.sending import State
from goldenthread.rules.words import listed

Pack = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Letter:
    """What a stage knows of a letter. `values` are merge fields; `service` is the code of the service it is about."""

    area: UUID
    case: UUID | None
    key: str
    pack: UUID
    template: str
    sender: str
    recipient: str
    values: Mapping[str, str]
    about: UUID | None = None
    service: str = ""
    service_id: UUID | None = None
    step: str = ""
    is_copy: bool = False
    stops: bool = False
    due_on: date | None = None
    response: Offset | None = None
    step_due_on: date | None = None
    emergency: UUID | None = None
    """The opening in an emergency of which it tells."""
    secret: str = ""
    """What only the recipient reads: it takes the place of `rules.letters.KEPT_OUT` as the letter leaves."""
    attached: str = ""
    """The name of a file that leaves with it: then the secret is what stands in that, as base64."""


@dataclass(frozen=True, slots=True)
class Address:
    """Who a role is: a name, and by which channel and at which address somebody reads what is sent."""

    name: str
    channel: Channel
    address: str


@dataclass(frozen=True, slots=True)
class Template:
    """One letter of a pack."""

    code: str
    title: str
    wording: Wording
    is_signed: bool


@dataclass(frozen=True, slots=True)
class Composed:
    """The words of one letter, and where it stands: to be completed, to be signed, or ready to leave."""

    wording: Wording
    state: State
    values: Mapping[str, str] = field(default_factory=dict)


NOTICE = "notice"
NOTICES = Template(
    NOTICE,
    "A letter waits for you",
    Wording(
        "A letter about {reference} waits for you",
        "Dear {recipient}\n\nA letter of yours about the advice of {service} on {reference} waits for you. It leaves "
        "when you have completed or signed it:\n{link}",
    ),
    is_signed=False,
)
"""To whoever has to complete or sign a letter."""

ANSWER_LINK = "answer-link"
LINK = Template(
    ANSWER_LINK,
    "A link by which to answer",
    Wording(
        "{service}: a link by which to answer about {reference}",
        "Dear colleague\n\n{front_door} asks for the advice of {service} on {reference}. It is due on {due_on}. Here "
        "you can read what is asked, and answer without an account:\n{link}\n\nThe link works until {reply_by}. When "
        "you open it, a one-time code is sent to this mailbox in a mail of its own. Do not pass the link "
        "on.\n\n{sender}",
    ),
    is_signed=False,
)
ANSWER_CODE = "answer-code"
CODE = Template(
    ANSWER_CODE,
    "A one-time code",
    Wording(
        "{service}: your one-time code",
        "Dear colleague\n\nYour code for the link about {reference} is:\n{code}\n\nIt works once, for ten minutes. If "
        "you have not asked for it, somebody else has your link: tell {front_door}.\n\n{sender}",
    ),
    is_signed=False,
)
PACK = Template(
    REQUEST_PACK,
    "Request pack",
    Wording(
        "Request for the advice of {service} on {reference}",
        "Dear colleague\n\n{council} asks for the advice of {service} on the child who is named below. {front_door} "
        "received the request on {received_on}, so the advice is due on {due_on}.\n\nPlease write it towards what the "
        "child and the family hope for, and the outcomes that are sought.\n\n{sender}\n{front_door}",
    ),
    is_signed=False,
)
"""The words on top of a request pack, which is a document and no letter."""

BUILT_IN = {each.code: each for each in (NOTICES, LINK, CODE, PACK)}
"""Letters that every area has, and the request pack. A pack may have words of its own for each."""


def template(pack: Pack, code: str, on: date) -> Template:
    """A letter of the pack by its code, in its words of a day. Raises Refused where the pack has none, or no words."""
    row = next((each for each in pack.get("template", []) if each["code"] == code), None)
    if row is None and code in BUILT_IN:
        return BUILT_IN[code]
    if row is None or "body" not in row:
        raise Refused(f"The area's pack has no words for the letter “{code}”. Load a pack that has them.")
    row = in_force(row, on)
    return Template(code, row["title"], Wording(row["subject"], row["body"]), bool(row.get("signed")))


def address(pack: Pack, role: str, service: str = "") -> Address | None:
    """Where a role of the pack is written to; for a role of each service, that service's. None where there is none."""
    row = row_of(pack, "role", role)
    if row is None:
        return None
    if row.get("per_service") == "contact":
        asked = row_of(pack, "service", service) or {}
        to = written_to(asked.get("contact", {}))
        return Address(asked["name"], *to) if to else None
    if row.get("per_service") == "head":
        head = (row_of(pack, "service", service) or {}).get("head", "")
        return address(pack, head) if head else None
    to = written_to(row)
    return Address(row["name"], *to) if to else None


def why_not_attached(pack: Pack, role: str, service: str, on: date) -> str:
    """Why no list of children may be attached to a letter to this role, in a sentence; empty where it may."""
    contact = (row_of(pack, "service", service) or {}).get("contact", {})
    to = address(pack, role, service)
    if to is None or to.channel is not Channel.MAIL or to.address != contact.get("email"):
        return "A list is attached to mail alone, to the contact point of its service."
    checked = contact.get("checked_on")
    checked_on = date.fromisoformat(checked) if checked else None
    return refused_by(to.address, pack["area"].get("secure_domains", []), checked_on, on)


def named(pack: Pack, role: str, service: str = "") -> str:
    """What a role is called, for the service that it is about."""
    found = address(pack, role, service)
    row = row_of(pack, "role", role)
    return found.name if found else (row["name"] if row else role)


def to_each(letter: Letter, pack: Pack, recipients: Sequence[str], copies: Sequence[str]) -> Iterator[Letter]:
    """The letter for each role once: for those that it goes to, and then its copies for the others."""
    principal = named(pack, recipients[0], letter.service)
    told = dict.fromkeys(recipients, False)
    for role in copies:
        told.setdefault(role, True)
    for role, is_copy in told.items():
        values = {**letter.values, "copy_to": principal if is_copy else ""}
        yield replace(letter, key=f"{letter.key}:{role}", recipient=role, is_copy=is_copy, values=values)


def announced(pack: Pack, occasion: Occasion) -> str:
    """Who is written to with a deed, in a sentence for the page on which somebody does it; empty where nobody is."""
    found = sending(pack, occasion)
    if found is None:
        return ""
    whose = "each service that you choose" if occasion is Occasion.ASKED else "the service"
    who = [_spoken(pack, role, whose) for role in found.recipients + found.copies]
    return f"With this, a letter leaves to {listed(who)}."


def _spoken(pack: Pack, role: str, whose: str) -> str:
    per_service = {"contact": whose, "head": f"the head of {whose}"}
    return per_service.get((row_of(pack, "role", role) or {}).get("per_service", "")) or named(pack, role)


def link(case: UUID) -> str:
    """Where the record is; a person signs in to read it."""
    return f"{settings.PUBLIC_URL}{reverse('desk:case', args=[case])}"


def played_by(pack: Pack, role: str, service: str = "") -> str:
    """Which role of the record plays this part, and so completes and signs its letters; empty where none is named."""
    row = row_of(pack, "role", role) or {}
    if row.get("per_service") == "head":
        return played_by(pack, (row_of(pack, "service", service) or {}).get("head", ""))
    return str(row.get("played_by", ""))


def deciders(pack: Pack, service: str) -> list[str]:
    """The roles of those who answer for services: first who does for this one, then the others."""
    rows = [row for row in pack.get("service", []) if row.get("head")]
    rows.sort(key=lambda row: row["code"] != service)
    return list(dict.fromkeys(row["head"] for row in rows))


def kept(letter: Letter) -> dict[str, Any]:
    """What is kept beside the merge fields, so that a letter can be dated anew on the day on which it leaves."""
    dates = {"due": letter.due_on, "step_due": letter.step_due_on}
    days = {name: day.isoformat() for name, day in dates.items() if day}
    response = (
        {name: number for name, number in asdict(letter.response).items() if number}
        if letter.response
        else {}
    )
    return {**letter.values, "service_code": letter.service, **days, "response": response}


def dated_anew(values: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The same values as they are on another day: a letter may wait for its signature."""
    if "due" not in values:
        return dict(values)
    response = values.get("response")
    after = offset_from(response, "response") if response else None
    step_due_on = date.fromisoformat(values["step_due"]) if "step_due" in values else None
    return {**values, **dated(date.fromisoformat(values["due"]), after, on, step_due_on)}


def composed(found: Template, values: Mapping[str, str], *, copy_to: str = "") -> Composed:
    """The letter's words as far as they are known. `copy_to` is for a copy: who the letter itself goes to."""
    wording = previewed(found.wording, values)
    if copy_to:
        wording = Wording(
            f"Copy: {wording.subject}", f"This is a copy of a letter to {copy_to}.\n\n{wording.body}"
        )
    if any(not values.get(name, "").strip() for name in found.wording.answers):
        return Composed(wording, State.TO_WRITE, values)
    return Composed(wording, State.TO_SIGN if found.is_signed else State.QUEUED, values)


def row_of(pack: Pack, table: str, code: str) -> Mapping[str, Any] | None:
    """One row of a table of the pack, by its code."""
    return next((each for each in pack.get(table, []) if each["code"] == code), None)
