"""Why a letter may not leave for whom it was written to: asked as it leaves, and as somebody tries again (B01, B17).

Recipients are roles of the pack in force, each with a part in the case: the council that asked, a service that was
asked, whoever works for the area. What changed since the letter was written holds it back, and says what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Max, Q

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import LondonToday, memberships
from goldenthread.cases.models import Party, Restriction
from goldenthread.directory.models import Organisation, PackVersion
from goldenthread.directory.queries import current_pack
from goldenthread.post.letters import Address, address, row_of
from goldenthread.post.models import Message
from goldenthread.rules.access import Section
from goldenthread.rules.channels import Channel
from goldenthread.rules.contacts import checked_within, is_checked
from goldenthread.rules.words import said

OF_THE_CHILD = ("", Section.CHILD.value)
OF_THE_CASE = (Section.REQUESTS.value, Section.ADVICE.value)
"""Whoever is kept out of one of these is kept from what every letter says: whose case runs, and what was asked."""

NO_MAILBOX = "The area's pack does not say where {name} is written to. Load one that does, then try again."
MOVED = "Where {name} is written to has changed since the letter was written. Try again, and it goes there."
ENDED = (
    "{body} ended on {day}, so nobody there answers any more. Load a pack that says who took its work over, then try "
    "again."
)
ANOTHER_COUNCIL = (
    "{name} is of {council}, which did not ask about this child. Tell the council that did; or load a pack that names "
    "it for this part, then try again."
)
KEPT = (
    "This case is kept to named people, and who reads a mailbox is not named. Tell {name} yourself; or try again once "
    "the restriction is lifted."
)
KEPT_OUT = (
    "Whoever reads this mailbox of {name} is kept out of this case. Load a pack that names another mailbox, then try "
    "again; or tell somebody else there yourself."
)
LEFT = (
    "Whoever had this mailbox of {name} has left: their account here has ended. Load a pack that names who reads it "
    "now, then try again."
)
UNCHECKED = (
    "The contact of {name} was last checked {when}, and the area checks each within {within}. Ask whether it is still "
    "read, load a pack with the day on which you asked, then try again."
)


def hindrance(message: Message, on: date) -> str:
    """Why it may not leave now; nothing where it may. The outbox asks, acting as the system: no viewer."""
    pack = current_pack(message.area_id)
    to = address(pack.data if pack else {}, message.recipient, _service(message))
    if pack is None or to is None or (to.channel, to.address) != (message.channel, message.to_address):
        return MOVED.format(name=message.to_name)
    return hindrance_at(message, to, pack, on)


def hindrance_at(message: Message, to: Address, pack: PackVersion, on: date) -> str:
    """The same for the address that the pack names today: no viewer."""
    found = _hindrances(message, to, pack, on)
    return next((why[:300] for why in found if why), "")


def _service(message: Message) -> str:
    return str(message.values.get("service_code", ""))


def _hindrances(message: Message, to: Address, pack: PackVersion, on: date) -> Iterator[str]:
    role, service = _played(message, pack.data)
    yield _ended(role, service, pack.data, on)
    if (
        message.emergency_id is None and message.case_id
    ):  # neither word of an opening nor a list is about one case
        yield _another_council(message, to, role, pack.data)
        yield _kept(message, to)
    if to.channel is Channel.MAIL:
        yield _left(to, pack)
    if role.get("per_service") == "contact":
        yield _unchecked(to, service, pack.data, on)


def _played(message: Message, pack: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Who plays the part: the role itself or the head of its service; and the service whose people it is."""
    role = row_of(pack, "role", message.recipient) or {}
    service = (role.get("per_service") and row_of(pack, "service", _service(message))) or {}
    if role.get("per_service") == "head":
        role = row_of(pack, "role", service.get("head", "")) or {}
    return role, service


def _ended(role: Mapping[str, Any], service: Mapping[str, Any], pack: Mapping[str, Any], on: date) -> str:
    """A body or a service whose last day is past."""
    code = role.get("organisation") or service.get("provider", "")
    for body in (service, row_of(pack, "organisation", code) or {}):
        last = date.fromisoformat(body["valid_to"]) if body.get("valid_to") else None
        if last and last < on:
            return ENDED.format(body=body["name"], day=said(last))
    return ""


def _another_council(message: Message, to: Address, role: Mapping[str, Any], pack: Mapping[str, Any]) -> str:
    """A council has a part in the cases about which it asked, and in no other."""
    body = row_of(pack, "organisation", role.get("organisation", "")) or {}
    if body.get("kind") != Organisation.Kind.COUNCIL:
        return ""
    own = Organisation.objects.filter(code=body["code"]).values("pk")
    if Party.objects.filter(case=message.case_id, party__in=own).exists():
        return ""
    return ANOTHER_COUNCIL.format(name=to.name, council=body["name"])


def _kept(message: Message, to: Address) -> str:
    """A restriction keeps everybody who is not named from what the letter says, or whoever has this mailbox."""
    rows = Restriction.objects.filter(
        Q(section__in=OF_THE_CHILD, case__child__cases=message.case_id)
        | Q(section__in=OF_THE_CASE, case=message.case_id),
        Q(ends_on__isnull=True) | Q(ends_on__gte=LondonToday()),
        lifted_at__isnull=True,
    )
    whom = list(rows.values_list("person__email", flat=True))
    if None in whom:
        return KEPT.format(name=to.name)
    return KEPT_OUT.format(name=to.name) if to.address.lower() in whom else ""


def _left(to: Address, pack: PackVersion) -> str:
    """The mailbox is the account's of somebody whose roles have all ended, since the pack was last loaded."""
    person = User.objects.filter(email=to.address.lower(), is_system=False).first()
    if person is None or memberships(person).exists():
        return ""
    last = person.memberships.aggregate(last=Max("ends_on"))["last"]
    is_known = person.is_active and (last is None or last < pack.loaded_on)
    return "" if is_known else LEFT.format(name=to.name)


def _unchecked(to: Address, service: Mapping[str, Any], pack: Mapping[str, Any], on: date) -> str:
    """Nobody has asked for longer than the area allows whether the contact is still read."""
    within, told = checked_within(pack), service.get("contact", {}).get("checked_on")
    checked_on = date.fromisoformat(told) if told else None
    if within is None or is_checked(checked_on, within, on):
        return ""
    when = f"on {said(checked_on)}" if checked_on else "never"
    return UNCHECKED.format(name=to.name, when=when, within=within)
