"""docs/generated/access.md: who may do what, from the table of roles."""

from __future__ import annotations

from goldenthread.command.generate.markdown import table
from goldenthread.rules.access import MAY, Permission, Role

WORDS: dict[Permission, str] = {
    Permission.READ_CASES: "read cases",
    Permission.RECEIVE: "receive requests, register and mend children",
    Permission.WORK: "check, acknowledge to the council, seek, chase, withdraw advice, start a ladder",
    Permission.ANSWER: "acknowledge and record advice, claim an exemption, say why it is late",
    Permission.CORRECT: "correct an entry, withdraw a request",
    Permission.IMPORT: "take a tracker in",
    Permission.EXPORT: "take a list or the tracker out",
    Permission.REPORT: "see the month's report",
    Permission.SET_UP: "set an area up",
    Permission.OPERATE: "watch the system's health and keep its backups",
    Permission.MANAGE_MEMBERS: "invite people, give and end roles",
    Permission.READ_AUDIT: "read who did and who looked, by reference",
}

INTRO = """
# Who may do what

A role is held in an organisation, from a day and perhaps until one. It reaches the areas in which that organisation has
a part; a council's role reaches that council's own cases; a member of a service reaches what that service was asked.
Signing in alone allows nothing.
"""


def page() -> str:
    """The roles with their duties, then every permission beside every role."""
    duties = table(["Role", "What it does"], [[role.label, role.duty] for role in Role])
    asked = [permission for permission in Permission if permission is not Permission.NONE]
    rows = [[WORDS[one], *("yes" if one in MAY[role] else "" for role in Role)] for one in asked]
    return "\n\n".join([INTRO.strip(), duties, table(["May", *(role.label for role in Role)], rows)])
