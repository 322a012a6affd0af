"""What the list of people says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from goldenthread.design.listing import Column
from goldenthread.design.page import Link, Page
from goldenthread.rules.access import Role

COLUMNS = (Column("Name"), Column("Email address"), Column("Roles"), Column("Account"))


@dataclass(frozen=True, slots=True, kw_only=True)
class People(Page):
    """One row for each account, and the way to invite."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    invite: str


def people(members: Iterable[Any], address: Callable[[object], str], invite: str) -> People:
    """In the order given."""
    rows = tuple(
        (Link(each.user.name, address(each.user.pk)), each.user.email, roles(each.roles), state(each))
        for each in members
    )
    return People(title="People", columns=COLUMNS, rows=rows, invite=invite)


def roles(held: Iterable[Any]) -> str:
    """Each role with where it is held."""
    return "; ".join(role(each) for each in held) or "None any more"


def role(membership: Any) -> str:
    """“Member of a service, SLT, Torbay and South Devon”."""
    parts = (Role(membership.role).label, membership.service, membership.organisation)
    named = [parts[0], *(getattr(part, "label", None) or part.name for part in parts[1:] if part)]
    return ", ".join(named)


def state(member: Any) -> str:
    """Whether the account opens, waits for its owner, or is closed."""
    if not member.user.is_active:
        return "Closed"
    if not member.user.has_usable_password():
        return "Invited, has not chosen a password yet" if member.is_invited else "Needs a new link"
    return "Open, and has a new link" if member.is_invited else "Open"
