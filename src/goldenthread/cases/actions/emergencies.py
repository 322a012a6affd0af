"""Opening a case in an emergency: for an hour, to read, with a reason, two people told, and a review to follow.

The pattern is that of the summary care record: whoever claims access by themselves is seen to have done so. Those
told receive a reference of the opening and nothing about the child.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models.functions import Now

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import LondonToday, denied, scope
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.cases.models import Case, Emergency, Relation
from goldenthread.database.acting import as_system
from goldenthread.rules.access import EMERGENCY_MINUTES, Basis, Permission
from goldenthread.rules.identifiers import digits
from goldenthread.rules.refusals import Refused

DEED = "cases.open_in_emergency"
ABSENT = (
    "There is no case here that you may open in an emergency by this. Check the reference or the NHS number."
)


@action(needs=Permission.EMERGENCY)
def open_in_emergency(*, found_by: str, reason: str, words: str, by: User, on: date) -> Emergency:
    """Open the case with this council reference or NHS number. Absent and forbidden read the same."""
    if reason not in Emergency.Reason.values:
        raise Refused("Choose why you must see the record now.", field="reason")
    if len(words.strip()) < LEAST:
        raise Refused(
            "Say in a sentence what has happened. It is read by the privacy officer.", field="words"
        )
    with as_system("emergency"):
        case = _case(found_by, by)
        emergency = _open(case, reason, words, by)
    record(
        by=by,
        deed=DEED,
        subject="emergency",
        subject_id=emergency.pk,
        area=case.area_id,
        case=case,
    )
    return emergency


LEAST = 10
"""Letters: fewer say nothing."""


def _case(found_by: str, by: User) -> Case:
    """The one case in the person's areas that this finds, unless a restriction keeps them out."""
    wanted = found_by.strip()
    rows = Case.objects.filter(area__in=scope(by, Permission.EMERGENCY).reached)
    found = list(rows.filter(reference__iexact=wanted)[:2])
    if not found and (number := digits(wanted)):
        found = list(rows.filter(child__nhs_number=number).order_by("-id")[:1])
    if len(found) != 1 or found[0].pk in denied(by):
        raise Refused(ABSENT, field="found_by")
    return found[0]


def _open(case: Case, reason: str, words: str, by: User) -> Emergency:
    relation = Relation.objects.create(
        area_id=case.area_id,
        case=case,
        person=by,
        basis=Basis.EMERGENCY.value,
        sections=sorted(Basis.EMERGENCY.opens),
        names=False,
        starts_on=LondonToday(),  # by the clock by which it ends, whatever day a demonstration keeps
        open_until=Now() + timedelta(minutes=EMERGENCY_MINUTES),
        given_by=by.pk,
    )
    record(by=by, deed=DEED, subject="relation", subject_id=relation.pk, area=case.area_id, case=case)
    return Emergency.objects.create(
        area_id=case.area_id,
        case=case,
        relation=relation,
        opened_by=by.pk,
        reason=reason,
        words=words.strip(),
    )


@action(needs=Permission.REVIEW_EMERGENCY)
def review_emergency(*, emergency_id: UUID, finding: str, remark: str = "", by: User, on: date) -> None:
    """Say whether an opening was right. Nobody reviews their own."""
    with as_system("emergency"):
        emergency = Emergency.objects.select_for_update().get(pk=emergency_id)
        is_own = emergency.relation.person_id == by.pk
    if emergency.area_id not in scope(by, Permission.REVIEW_EMERGENCY).reached or is_own:
        raise PermissionDenied("Your role does not allow this. Somebody else reviews it.")
    if finding not in Emergency.Finding.values:
        raise Refused("Choose whether it was right to open the record.", field="finding")
    if emergency.reviewed_at is not None:
        raise Refused("It has been reviewed already.", field="finding")
    with as_system("emergency"):
        Emergency.objects.filter(pk=emergency_id).update(
            reviewed_at=Now(), reviewed_by=by.pk, finding=finding, remark=remark.strip()
        )
    record(
        by=by,
        deed="cases.review_emergency",
        subject="emergency",
        subject_id=emergency_id,
        area=emergency.area_id,
        case=emergency.case_id,
    )
