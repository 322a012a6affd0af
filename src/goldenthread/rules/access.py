"""Who may do what: a first table of roles and permissions. One pure function answers."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Permission(StrEnum):
    """What a page, an action or a command may ask for."""

    NONE = "none"
    READ_CASES = "read_cases"
    RECEIVE = "receive"
    WORK = "work"
    ANSWER = "answer"
    CORRECT = "correct"
    IMPORT = "import"
    EXPORT = "export"
    REPORT = "report"
    SET_UP = "set_up"
    OPERATE = "operate"
    MANAGE_MEMBERS = "manage_members"
    READ_AUDIT = "read_audit"


class Role(StrEnum):
    """A first set of roles; each says in `label` what it is called and in `duty` what it does."""

    SPOC_ADMINISTRATOR = "spoc-administrator"
    SPOC_MANAGER = "spoc-manager"
    SEND_OFFICER = "send-officer"
    SEND_SUPPORT = "send-support"
    SERVICE_MEMBER = "service-member"
    REPORTING = "reporting"
    AREA_ADMINISTRATOR = "area-administrator"
    SYSTEM = "system"

    @property
    def label(self) -> str:
        return WORDS[self][0]

    @property
    def duty(self) -> str:
        return WORDS[self][1]


WORDS: dict[Role, tuple[str, str]] = {
    Role.SPOC_ADMINISTRATOR: (
        "SPOC administrator",
        "receives requests, asks services, records answers, keeps the tracker",
    ),
    Role.SPOC_MANAGER: ("SPOC manager", "does all that an administrator does, and answers for it"),
    Role.SEND_OFFICER: ("SEND officer", "sees the council's cases and sends requests in"),
    Role.SEND_SUPPORT: (
        "SEND business support",
        "sees the council's cases and chases the single point of contact",
    ),
    Role.SERVICE_MEMBER: ("Member of a service", "sees and answers what the service was asked"),
    Role.REPORTING: ("Reporting account", "counts the month; sees no child"),
    Role.AREA_ADMINISTRATOR: ("Area administrator", "loads the area's pack; sees no case"),
    Role.SYSTEM: ("System account", "runs the tick and the demonstration"),
}

_SPOC = frozenset(
    {
        Permission.READ_CASES,
        Permission.RECEIVE,
        Permission.WORK,
        Permission.ANSWER,
        Permission.CORRECT,
        Permission.IMPORT,
        Permission.EXPORT,
        Permission.REPORT,
    }
)

MAY: dict[Role, frozenset[Permission]] = {
    Role.SPOC_ADMINISTRATOR: _SPOC,
    Role.SPOC_MANAGER: _SPOC | {Permission.MANAGE_MEMBERS},
    Role.SEND_OFFICER: frozenset(
        {Permission.READ_CASES, Permission.RECEIVE, Permission.EXPORT, Permission.REPORT}
    ),
    Role.SEND_SUPPORT: frozenset({Permission.READ_CASES, Permission.EXPORT, Permission.REPORT}),
    Role.SERVICE_MEMBER: frozenset({Permission.READ_CASES, Permission.ANSWER}),
    Role.REPORTING: frozenset({Permission.REPORT}),
    Role.AREA_ADMINISTRATOR: frozenset(
        {Permission.SET_UP, Permission.REPORT, Permission.OPERATE, Permission.MANAGE_MEMBERS}
    ),
    Role.SYSTEM: frozenset({Permission.WORK, Permission.SET_UP, Permission.READ_CASES}),
}


def may(roles: Iterable[Role], permission: Permission) -> bool:
    """Whether somebody with these roles has the permission."""
    return permission is Permission.NONE or any(permission in MAY[role] for role in roles)
