"""Compulsory school age has ended: what the young person wishes, who decides, and whose access is kept or ended.

Nothing of it happens by itself. Each parent's access is named and decided on, so that none is kept or cut in silence. A
parent who goes on seeing the case does so by consent, and no more in a right that has passed; only a parent who
decides in the young person's place keeps the ground that they had.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from goldenthread.accounts.models import User
from goldenthread.audit.action import action
from goldenthread.cases.actions.relations import share, unshare
from goldenthread.cases.append import append
from goldenthread.cases.models import Case, Fact, Relation
from goldenthread.cases.queries import LIVE, confirmed_in, parents, visible
from goldenthread.rules.access import Basis, Permission, Section
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused
from goldenthread.rules.school_age import Decider, check_decider, check_time
from goldenthread.rules.words import said


@action(needs=Permission.SHARE, leaves=[Kind.WISHES_CONFIRMED])
def confirm_wishes(
    *,
    case: Case,
    capacity: str,
    decides: str = "",
    kept: Collection[UUID],
    ended: Mapping[UUID, date | None],
    remark: str,
    by: User,
    on: date,
) -> Fact:
    """Write down what the young person wished `on` a day, and do what was said of each parent's relation, by its id.

    `ended` gives a last day; without one it ends from this moment.
    """
    if not visible(by, Permission.SHARE).filter(pk=case.pk).exists():
        raise PermissionDenied("Your role does not allow this here.")
    Case.objects.select_for_update().get(pk=case.pk)
    since = check_time(case.child.born_on, on)
    _refuse_doubled(case)
    decider = check_decider(capacity, decides)
    if not remark.strip():
        raise Refused("Say in a sentence what they wish.", field="remark")
    there = {row.pk: row for row in parents(case)}
    _refuse_unsaid(there, kept, ended)
    details = {
        "capacity": capacity,
        "decides": decider.value,
        "since": since.isoformat(),
        "kept": [_keep(there[each], decider, by, on) for each in sorted(kept)],
        "ended": [_end(there[each], ended[each], by, on) for each in sorted(ended)],
    }
    return append(case=case, kind=Kind.WISHES_CONFIRMED, on=on, by=by, details=details, remark=remark)


def _refuse_doubled(case: Case) -> None:
    if before := confirmed_in(case):
        raise Refused(
            f"This was confirmed already: they were asked on {said(before.happened_on)}. What has changed since is "
            "done under who can see this case."
        )


def _refuse_unsaid(there: Collection[UUID], kept: Collection[UUID], ended: Collection[UUID]) -> None:
    """Of each parent with access something is said, and one thing only."""
    if {*kept, *ended} != set(there) or set(kept) & set(ended):
        raise Refused(
            "Say of each parent who can see this case whether that is kept or ends. Look at them again."
        )


def _keep(relation: Relation, decider: Decider, by: User, on: date) -> dict[str, Any]:
    """It goes on: by consent and as far as consent opens, or, of a parent who decides, as it was."""
    if decider is Decider.PARENT:
        return {"was": str(relation.pk), "now": str(relation.pk)}
    unshare(relation=relation, by=by, on=on)
    same = Relation.objects.filter(LIVE, case=relation.case_id, person=relation.person_id)
    now = same.filter(basis=Basis.CONSENT.value).first() or share(
        case=relation.case,
        person=relation.person,
        basis=Basis.CONSENT,
        sections=Basis.CONSENT.opens & set(map(Section, relation.sections)),
        starts_on=on,
        ends_on=relation.ends_on,
        evidence=f"Wishes confirmed on {said(on)}",
        by=by,
        on=on,
    )
    return {"was": str(relation.pk), "now": str(now.pk)}


def _end(relation: Relation, last: date | None, by: User, on: date) -> dict[str, Any]:
    unshare(relation=relation, ends_on=last, by=by, on=on)
    return {"was": str(relation.pk), "until": last.isoformat() if last else None}
