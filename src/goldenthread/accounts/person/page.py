"""What the page about somebody's account says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from goldenthread.accounts.people.page import roles, state
from goldenthread.design.page import Link, Question, Row
from goldenthread.design.words import counted, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Question):
    """How the account stands."""

    rows: tuple[Row, ...]


def person(member: Any, sessions: int, locked_until: datetime | None) -> Person:
    """`sessions` is how many machines they are signed in at now."""
    stands = f"Locked until {moment(locked_until)}" if locked_until else state(member)
    rows = (
        Row("Email address", member.user.email),
        Row("Roles", roles(member.roles)),
        Row("Account", stands),
        Row("Signed in now", f"At {counted(sessions, 'machine')}" if sessions else "No"),
    )
    home = reverse("accounts:people")
    back = Link("Back to people", home)
    return Person(title=member.user.name, rows=rows, button="Continue", back=back, cancel=home)
