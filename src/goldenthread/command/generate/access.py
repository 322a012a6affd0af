"""docs/generated/access.md: who may do what and see what, from the table of roles and the grounds of relations."""

from __future__ import annotations

from goldenthread.command.generate.markdown import table
from goldenthread.rules.access import ROLES, Basis, Classification, Permission, Role, Section

INTRO = """
# Who may do what

A role is held in an organisation, in one of its services, or in a family, from a day and perhaps until one. Signing in
alone allows nothing. A role leads to cases as far as the first table says; a relation leads a person, or a school, into
one case, on a ground and from a day, and opens what the role and the ground both open. A restriction beats them all.
"""


def page() -> str:
    """The roles with duty and reach, what each may do, what each opens, and what each ground opens at most."""
    return "\n\n".join(
        [
            INTRO.strip(),
            table(["Role", "What it does", "Leads to"], [[r.label, r.duty, r.reach.words] for r in Role]),
            "## What each may do",
            *(_list(role) for role in Role),
            "## What each opens",
            table(["Role", *(each.words for each in Section), "Kept no closer than for"], _sections()),
            "## What a ground opens at most",
            table(["Ground", *(each.words for each in Section)], _grounds()),
            "## How closely a thing is kept",
            table(["Class", "Seen by"], [[each.value, each.words] for each in Classification]),
        ]
    )


def _list(role: Role) -> str:
    held = [one.words for one in Permission if one in ROLES[role].permissions]
    return f"* **{role.label}** may {'; '.join(held)}."


def _sections() -> list[list[str]]:
    return [
        [role.label, *("yes" if each in row.sections else "" for each in Section), row.ceiling.words]
        for role, row in ROLES.items()
        if row.sections
    ]


def _grounds() -> list[list[str]]:
    return [[one.words, *("yes" if each in one.opens else "" for each in Section)] for one in Basis]
