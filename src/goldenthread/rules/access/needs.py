"""What a deed, a command or a message needs of whoever does it: a permission, or something that no role gives."""

from __future__ import annotations

from enum import StrEnum

from goldenthread.rules.access.permissions import Permission


class Given(StrEnum):
    """What stands in the place of a permission.

    OWN: the account, the session or the draft is the person's own. RELATION: the thing itself says who, as a personal
    link does. SYSTEM: the system's own accounts alone. WITHIN: another deed does it, and has asked. MACHINE: whoever
    may start programs on the machine. NOTHING: no record is touched.
    """

    OWN = "own"
    RELATION = "relation"
    SYSTEM = "system"
    WITHIN = "within"
    MACHINE = "machine"
    NOTHING = "nothing"


Need = Permission | Given
