"""Letting a person or a school into a case, and keeping somebody out of one.

A relation is written with its ground and its day; ending it counts from this moment, or after a last day. A restriction
beats every relation and every role. A case may be kept to named people only once somebody who can do its work is
named, so that no clock runs where nobody can see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models.functions import Now

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import memberships, scope
from goldenthread.audit.action import action
from goldenthread.audit.actions import record
from goldenthread.cases.models import Case, Relation, Restriction
from goldenthread.cases.queries import LIVE, visible
from goldenthread.database.acting import as_system
from goldenthread.directory.models import Organisation
from goldenthread.rules.access import MAY, Basis, Permission, Role, Section
from goldenthread.rules.refusals import Refused


@action(needs=Permission.SHARE)
def share(
    *,
    case: Case,
    person: User | None = None,
    organisation: Organisation | None = None,
    basis: Basis,
    sections: Iterable[Section] | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    evidence: str = "",
    by: User,
    on: date,
) -> Relation:
    """Let a person, or a school, into a case on a ground, for all that the ground opens or for some sections of it."""
    _ensure(by, Permission.SHARE, case.pk)
    first, opens = starts_on or on, frozenset(sections or basis.opens)
    if (person is None) == (organisation is None):
        raise Refused("Choose a person or a school, one of them.", field="person")
    _refuse_unfit(person, organisation, basis)
    _refuse_bounds(basis, opens, first, ends_on)
    Case.objects.select_for_update().get(pk=case.pk)
    _refuse_doubled(case, person, organisation, basis)
    relation = Relation.objects.create(
        area_id=case.area_id,
        case=case,
        person=person,
        organisation=organisation,
        basis=basis.value,
        sections=sorted(opens),
        names=basis.names,
        starts_on=first,
        ends_on=ends_on,
        evidence=evidence.strip(),
        given_by=by.pk,
    )
    record(
        by=by, deed="cases.share", subject="relation", subject_id=relation.pk, area=case.area_id, case=case
    )
    return relation


def _refuse_bounds(basis: Basis, opens: frozenset[Section], first: date, ends_on: date | None) -> None:
    if not opens <= basis.opens:
        raise Refused(f"A relation {basis.words} cannot open so much. Choose fewer parts.", field="sections")
    if Section.CHILD not in opens:
        raise Refused(
            f"Nobody can read a part of a case and not know whose it is. Choose {Section.CHILD.words} too.",
            field="sections",
        )
    if ends_on is not None and ends_on < first:
        raise Refused("The last day is before the first. Enter a later day.", field="ends_on")


def _refuse_doubled(case: Case, person: User | None, organisation: Organisation | None, basis: Basis) -> None:
    there = Relation.objects.filter(LIVE, case=case, person=person, organisation=organisation)
    if there.filter(basis=basis.value).exists():
        raise Refused(
            f"{(person or organisation)!s} is on this case already ({basis.words}). End that first to change it.",
            field="person",
        )


def _refuse_unfit(person: User | None, organisation: Organisation | None, basis: Basis) -> None:
    if basis is Basis.EMERGENCY:
        raise Refused("An emergency is opened by the person themselves, who says why.", field="basis")
    if organisation is not None and organisation.kind != Organisation.Kind.SCHOOL:
        raise Refused(
            f"{organisation.name} is no school. Let single people of it in by name.", field="organisation"
        )
    if person is not None and not _may_read(person):
        raise Refused(
            f"{person.name} has no role that reads cases. Give them their role first.", field="person"
        )


def _may_read(person: User) -> bool:
    return any(Permission.READ_CASES in _permissions(row.role) for row in memberships(person))


def _permissions(role: str) -> frozenset[Permission]:
    return MAY[Role(role)]


@action(needs=Permission.SHARE)
def unshare(*, relation: Relation, ends_on: date | None = None, by: User, on: date) -> None:
    """End a relation: from this moment, or after a last day."""
    _ensure(by, Permission.SHARE, relation.case_id)
    if ends_on is not None and ends_on < on:
        raise Refused(
            "The last day is past. Enter a later day, or none: then it ends at once.", field="ends_on"
        )
    ending = {"open_until": Now()} if ends_on is None else {"ends_on": ends_on}
    Relation.objects.filter(LIVE, pk=relation.pk).update(**ending)
    record(
        by=by,
        deed="cases.unshare",
        subject="relation",
        subject_id=relation.pk,
        area=relation.area_id,
        case=relation.case_id,
    )


@action(needs=Permission.RESTRICT)
def restrict(
    *,
    case: Case,
    person: User | None,
    reason: str,
    section: Section | None = None,
    ends_on: date | None = None,
    by: User,
    on: date,
) -> Restriction:
    """Keep a person out of a case or of one section; without a person, everybody who is not named on it."""
    _ensure(by, Permission.RESTRICT, case.pk)
    if reason not in Restriction.Reason.values:
        raise Refused("Choose why they are kept out.", field="reason")
    if ends_on is not None and ends_on < on:
        raise Refused("The last day is past. Enter a later day, or none.", field="ends_on")
    if person is None:
        _refuse_unnamed(case)
    restriction = Restriction.objects.create(
        area_id=case.area_id,
        case=case,
        person=person,
        section=section.value if section else "",
        reason=reason,
        starts_on=on,
        ends_on=ends_on,
        set_by=by.pk,
    )
    record(
        by=by,
        deed="cases.restrict",
        subject="restriction",
        subject_id=restriction.pk,
        area=case.area_id,
        case=case,
    )
    return restriction


def _refuse_unnamed(case: Case) -> None:
    if not _is_somebody_named(case):
        raise Refused(
            "Nobody is named on this case who could do its work. Let a person of the single point of contact or of "
            "the council into it by name first.",
            field="person",
        )


def _is_somebody_named(case: Case) -> bool:
    """Whether a person with a role that works on cases is named by a relation in force."""
    named = Relation.objects.filter(LIVE, case=case, names=True, person__isnull=False).select_related(
        "person"
    )
    working = {Permission.WORK, Permission.RECEIVE}
    return any(
        working & _permissions(row.role) for each in named if each.person for row in memberships(each.person)
    )


@action(needs=(Permission.LIFT, Permission.RESTRICT))
def lift(*, restriction_id: UUID, by: User, on: date) -> None:
    """End a restriction, from this moment: on a case that one sees, or by its reference. Nobody lifts their own."""
    with as_system("restriction"):
        restriction = Restriction.objects.select_for_update().get(pk=restriction_id)
    if restriction.person_id == by.pk:
        raise PermissionDenied("You are kept out by this yourself. Somebody else lifts it.")
    if not _lifts_by_reference(by, restriction):
        _ensure(by, Permission.RESTRICT, restriction.case_id)
    with as_system("restriction"):
        Restriction.objects.filter(pk=restriction_id, lifted_at__isnull=True).update(
            lifted_at=Now(), lifted_by=by.pk
        )
    record(
        by=by,
        deed="cases.lift",
        subject="restriction",
        subject_id=restriction.pk,
        area=restriction.area_id,
        case=restriction.case_id,
    )


def _lifts_by_reference(by: User, restriction: Restriction) -> bool:
    """Whoever placed it, and who reads the audit of its area, each while they may lift there."""
    where, audited = (scope(by, each).reached for each in (Permission.LIFT, Permission.READ_AUDIT))
    return restriction.area_id in where and (restriction.set_by == by.pk or restriction.area_id in audited)


def _ensure(by: User, permission: Permission, case_id: UUID) -> None:
    if not visible(by, permission).filter(pk=case_id).exists():
        raise PermissionDenied("Your role does not allow this here.")
