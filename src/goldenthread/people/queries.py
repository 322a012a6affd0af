"""Finding a child, and matching one on the way in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import scope
from goldenthread.audit.watch import saw
from goldenthread.people.models import Carer, Child
from goldenthread.people.names import search_form
from goldenthread.rules.access import Permission
from goldenthread.rules.traces import Purpose


@dataclass(frozen=True, slots=True)
class Match:
    """A child already here who may be the one that arrives: strong (the same NHS number, or name and birth date)."""

    child: Child
    is_strong: bool
    reason: str


def visible(viewer: User) -> QuerySet[Child]:
    """The children of an area, of a council's own cases, or those about whom the viewer's service was asked."""
    where = scope(viewer, Permission.READ_CASES)
    seen = Q(area_id__in=where.areas)
    if where.councils:
        seen |= Q(cases__requests__council_id__in=where.councils)
    if where.services:
        seen |= Q(cases__advice_requests__service_id__in=where.services)
    found = Child.objects.filter(seen)
    return found.distinct() if where.councils or where.services else found


def child(child_id: UUID, viewer: User) -> Child | None:
    """One child, where the viewer may see them."""
    found = visible(viewer).select_related("area", "school").filter(pk=child_id).first()
    saw(viewer, children=[found.pk] if found else [], purpose=Purpose.PAGE)
    return found


def carers(of: Child, viewer: User) -> list[Carer]:
    """The child's parents and carers."""
    found = list(Carer.objects.filter(child__in=visible(viewer).filter(pk=of.pk)).order_by("name"))
    saw(viewer, children={carer.child_id for carer in found}, purpose=Purpose.PAGE)
    return found


def matches(
    *,
    viewer: User,
    area_id: UUID,
    forename: str,
    surname: str,
    born_on: date | None,
    nhs_number: str | None,
    upn: str | None = None,
) -> list[Match]:
    """Children already here who may be this one, the strong first. Nothing is ever merged by itself."""
    name = search_form(surname, forename)
    likely = Q(search_name=name) | Q(search_name__startswith=search_form(surname) + " ", born_on=born_on)
    if nhs_number:
        likely |= Q(nhs_number=nhs_number)
    if upn:
        likely |= Q(upn=upn)
    found = visible(viewer).filter(area_id=area_id).filter(likely)[:20]
    judged = [_judge(each, name, born_on, nhs_number, upn) for each in found]
    likely_same = [match for match in judged if match]
    saw(viewer, children=[match.child.pk for match in likely_same], purpose=Purpose.MATCH)
    return sorted(likely_same, key=lambda match: not match.is_strong)


def _judge(
    child: Child, name: str, born_on: date | None, nhs_number: str | None, upn: str | None
) -> Match | None:
    """A different valid NHS number or birth date is a different child, however alike the names."""
    if nhs_number and child.nhs_number:
        return Match(child, True, "the same NHS number") if nhs_number == child.nhs_number else None
    if upn and child.upn == upn:
        return Match(child, True, "the same UPN")
    same_birth = bool(born_on and child.born_on == born_on)
    if born_on and child.born_on and not same_birth:
        return None
    if child.search_name == name:
        return Match(child, same_birth, "the same name and date of birth" if same_birth else "the same name")
    return Match(child, False, "the same surname and date of birth") if same_birth else None
