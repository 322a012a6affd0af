"""Opening a case and correcting its timeline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Max

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.cases.append import append, as_told
from goldenthread.cases.models import Case, Fact
from goldenthread.database.acting import as_system
from goldenthread.directory.models import Area
from goldenthread.people.models import Child
from goldenthread.rules.access import Given, Permission
from goldenthread.rules.facts import Kind, effective
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said


@action(needs=Given.WITHIN)
def open_(*, child: Child, reference: str, by: User, on: date) -> Case:
    """Open a case under the council's reference, or under the next number of the year where it gave none."""
    with as_system("numbering"):
        reference = reference.strip() or _next_reference(child.area, on)
        is_taken = Case.objects.filter(area=child.area_id, reference=reference).exists()
    if is_taken:
        raise Refused(
            f"The reference {reference} belongs to another case. Open that case, or check the reference.",
            field="reference",
        )
    case = Case.objects.create(area_id=child.area_id, child=child, reference=reference)
    record(by=by, deed="cases.open", subject="case", subject_id=case.pk, area=case.area_id, case=case)
    return case


def _next_reference(area: Area, on: date) -> str:
    """The next free number of the year, such as TORBAY-26-0007; the area's row is locked so that none is doubled."""
    Area.objects.select_for_update().get(pk=area.pk)
    start = f"{area.code.upper()}-{on:%y}-"
    last = Case.objects.filter(area=area, reference__startswith=start).aggregate(last=Max("reference"))[
        "last"
    ]
    return f"{start}{int(last.removeprefix(start)) + 1 if last else 1:04d}"


@action(needs=Permission.CORRECT, leaves=[Kind.FACT_CORRECTED])
def correct(
    *,
    fact: Fact,
    happened_on: date | None = None,
    is_void: bool = False,
    details: Mapping[str, Any] | None = None,
    reason: str,
    by: User,
    on: date,
) -> Fact:
    """Put an entry right with a new fact: another date, other details, or that it never happened.

    `on` is the day of the correction; `happened_on` the day on which the thing really happened.
    """
    ensure(by, Permission.CORRECT, fact.area_id)
    if not reason.strip():
        raise Refused("Say why the entry is being corrected.", field="reason")
    if happened_on is not None and happened_on > on:
        raise Refused(
            "The corrected date is in the future. Enter the day on which it happened.", field="happened_on"
        )
    _refuse_unchanged(fact, happened_on, is_void, details)
    return append(
        case=fact.case,
        kind=Kind.FACT_CORRECTED,
        on=happened_on or fact.happened_on,
        by=by,
        about=fact.about,
        details={"void": is_void, "details": dict(details or {})},
        corrects=fact.pk,
        remark=reason,
    )


def _refuse_unchanged(
    fact: Fact, happened_on: date | None, is_void: bool, details: Mapping[str, Any] | None
) -> None:
    """Refuse a correction that changes nothing, such as one sent twice. The case is locked meanwhile."""
    Case.objects.select_for_update().get(pk=fact.case_id)
    told = effective(as_told(row) for row in Fact.objects.filter(case=fact.case_id))
    standing = next((each for each in told if each.id == str(fact.pk)), None)
    if fact.kind == Kind.FACT_CORRECTED:
        return  # `append` refuses it with the reason
    if standing is None and is_void:
        raise Refused("The entry is struck out already.")
    if standing is None or is_void:
        return
    if (
        happened_on in (None, standing.happened_on)
        and {**standing.details, **(details or {})} == standing.details
    ):
        raise Refused(
            f"The entry already says {said(standing.happened_on)}. Enter the right day.", field="happened_on"
        )
