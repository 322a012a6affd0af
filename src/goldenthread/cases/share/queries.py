"""The case into which somebody is let, the relation that is ended, and whom an address names."""

from __future__ import annotations

from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import active_by_address
from goldenthread.audit.watch import saw
from goldenthread.cases.models import Case, Relation
from goldenthread.cases.queries import LIVE, visible
from goldenthread.rules.access import Permission
from goldenthread.rules.refusals import Refused
from goldenthread.rules.traces import Purpose


def on_which(case_id: UUID, viewer: User, permission: Permission) -> Case | None:
    """The case with its child, where the viewer holds the permission on it."""
    found = visible(viewer, permission).select_related("child").filter(pk=case_id).first()
    saw(viewer, cases=[found.pk] if found else [], purpose=Purpose.FORM)
    return found


def relation(relation_id: UUID, viewer: User) -> Relation | None:
    """A relation in force, where the viewer may end it."""
    rows = Relation.objects.filter(LIVE, case__in=visible(viewer, Permission.SHARE))
    found = rows.select_related("case__child", "person", "organisation").filter(pk=relation_id).first()
    saw(viewer, cases=[found.case_id] if found else [], purpose=Purpose.FORM)
    return found


def named(address: str) -> User | None:
    """The account with this address; None for no address. It has no viewer: the deed asks who may."""
    if not address:
        return None
    found = active_by_address(address)
    if found is None:
        raise Refused(
            f"Nobody here has the address {address}. Check it, or have them invited first.", field="email"
        )
    return found
