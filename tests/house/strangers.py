"""Who may not: for each action, somebody who may do much and not this."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import DatabaseError

from goldenthread.audit.action import Deed
from goldenthread.demo.stories import Story
from goldenthread.rules.access import MAY, Given, Role
from goldenthread.rules.refusals import Refused

if TYPE_CHECKING:
    from goldenthread.accounts.models import User

RICHEST = sorted(
    (role for role in Role if role not in (Role.SYSTEM, Role.REPORTING)), key=lambda role: -len(MAY[role])
)
"""Who may do most comes first: that they are refused shows most."""

HARMLESS = {
    "post.write": "within another deed, which has asked: no page and no command calls it",
    "post.stop": "within another deed, which has asked: no page and no command calls it",
    "cases.open": "within another deed, which has asked: no page and no command calls it",
    "advice.send_code": "the link says who: its page asks for it, and the code goes to the link's own mailbox",
    "advice.prove_code": "the link says who: its page asks for it, and counts wrong codes",
    "advice.put_away": "finds whoever does it, and nobody else's list",
    "tracker.forget": "finds whoever does it, and nobody else's draft",
}
"""Actions that refuse nobody, each with the reason."""

REFUSALS = (PermissionDenied, Refused, ObjectDoesNotExist, DatabaseError)
"""The last two where the database hides what the deed is about, or takes no row of it from this person."""


def stranger(deed: Deed, words: dict[str, Any], story: Story) -> User:
    """Somebody else, who holds nothing of what the deed needs; of a case they see what there is."""
    own = {words["by"], words.get("user")}
    lacking = [role for role in RICHEST if not MAY[role] & set(deed.needs)]
    if Given.OWN in deed.needs:
        lacking = [role for role in lacking if role is not Role.SPOC_MANAGER]
    return next(person for role in lacking if (person := story.cast.people[role]) not in own)


def is_refused(deed: Deed, words: dict[str, Any]) -> bool:
    """Whether the deed refuses whoever does it."""
    try:
        deed.function(**words)
    except REFUSALS:
        return True
    return False
