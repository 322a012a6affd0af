"""What the page about one's own account says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from goldenthread.design.listing import Column
from goldenthread.design.page import Link, Page, Row
from goldenthread.design.words import counted, moment
from goldenthread.rules.proof import Proof

COLUMNS = (
    Column("Where"),
    Column("Signed in"),
    Column("How"),
    Column("Last seen"),
    Column("Network address"),
    Column("End it"),
)
OF_PASSKEYS = (Column("Passkey"), Column("Added"), Column("Last used"), Column("Remove it"))


@dataclass(frozen=True, slots=True)
class Seen:
    """One session, or one passkey; `end` is its id where it is not this one, to be ended by a button."""

    cells: tuple[str, ...]
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Page):
    """The ways in, and the sessions."""

    ways: tuple[Row, ...]
    columns: tuple[Column, ...]
    sessions: tuple[Seen, ...]
    of_passkeys: tuple[Column, ...]
    passkeys: tuple[Seen, ...]


def account(
    person: Any, ways: Sequence[Row], sessions: Sequence[Any], here: str, passkeys: Sequence[Any]
) -> Account:
    """`here` is the key of the session that asks."""
    rows = (Row("Email address", person.email), *ways)
    seen = tuple(_seen(session, session.key == here) for session in sessions)
    return Account(
        title="Your account",
        caption=person.name,
        ways=rows,
        columns=COLUMNS,
        sessions=seen,
        of_passkeys=OF_PASSKEYS,
        passkeys=tuple(_passkey(each) for each in passkeys),
    )


def ways(codes_left: int, app: bool, passkeys: int) -> tuple[Row, ...]:
    """Password, app and recovery codes, each with the way to change it."""
    return (
        Row("Password", "Set", links=(Link("Change", reverse("accounts:change_password"), "your password"),)),
        Row(
            "Authenticator app",
            "Set up" if app else None,
            links=(Link("Change", reverse("accounts:change_app"), "your authenticator app"),),
        ),
        Row(
            "Passkeys",
            str(passkeys) if passkeys else "None",
            links=(Link("Add one", reverse("accounts:add_passkey"), "passkey"),),
        ),
        Row(
            "Recovery codes",
            f"{counted(codes_left, 'code')} left" if codes_left else "None left",
            links=(Link("Make new ones", reverse("accounts:renew_codes")),),
        ),
    )


def _passkey(kept: Any) -> Seen:
    used = moment(kept.last_used_at) if kept.last_used_at else "Never"
    return Seen((kept.wrap().name, moment(kept.created_at), used), str(kept.pk))


def _seen(session: Any, is_here: bool) -> Seen:
    where = f"{session.device} (this one)" if is_here else session.device
    how = Proof(session.proof).label
    cells = (where, moment(session.begun_at), how, moment(session.seen_at), session.address or "Not known")
    return Seen(cells, "" if is_here else str(session.pk))
