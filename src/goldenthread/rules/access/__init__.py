"""Who may do what to which case: a table of roles, relations with a ground, and one pure decision."""

from goldenthread.rules.access.decide import (
    NO_ROLE,
    NOT_LED,
    Actor,
    Decision,
    Denied,
    Held,
    Link,
    Thing,
    decide,
    opened,
)
from goldenthread.rules.access.needs import Given, Need
from goldenthread.rules.access.permissions import OF_CASES, Permission
from goldenthread.rules.access.relations import EMERGENCY_MINUTES, Basis
from goldenthread.rules.access.roles import MAY, ROLES, WITHOUT_CASES, Reach, Role, may
from goldenthread.rules.access.sections import EVERY, Classification, Section, said

__all__ = [
    "EMERGENCY_MINUTES",
    "EVERY",
    "MAY",
    "NOT_LED",
    "NO_ROLE",
    "OF_CASES",
    "ROLES",
    "WITHOUT_CASES",
    "Actor",
    "Basis",
    "Classification",
    "Decision",
    "Denied",
    "Given",
    "Held",
    "Link",
    "Need",
    "Permission",
    "Reach",
    "Role",
    "Section",
    "Thing",
    "decide",
    "may",
    "opened",
    "said",
]
