"""Finding a child, and matching one on the way in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import LondonToday, denied, is_of_a_family, opens, scope
from goldenthread.audit.watch import saw
from goldenthread.database.acting import as_system
from goldenthread.people.models import Carer, Child
from goldenthread.people.names import search_form
from goldenthread.rules.access import Basis, Classification, Permission, Section
from goldenthread.rules.traces import Purpose


@dataclass(frozen=True, slots=True)
class Match:
    """A child already here who may be the one that arrives: strong (the same NHS number, or name and birth date)."""

    child: Child
    is_strong: bool
    reason: str


def visible(
    viewer: User, permission: Permission = Permission.READ_CASES, section: Section = Section.CHILD
) -> QuerySet[Child]:
    """The children of an area, and those to whose case a council, a service or a relation leads the viewer.

    A relation leads as far as the section that it opens; what was opened in an emergency can be read, no more.
    """
    where = scope(viewer, permission, section)
    led = Q(area_id__in=where.areas)
    if where.parties:
        party = Q(cases__parties__party__in=where.parties) & LASTS & _opening(section)
        if permission is not Permission.READ_CASES:
            party &= Q(cases__parties__is_emergency=False)
        led |= Q(pk__in=Child.objects.filter(party).values("pk"))
    kept_out = {*denied(viewer, Section.CHILD), *denied(viewer, section)}
    return Child.objects.filter(led).exclude(cases__in=kept_out) if kept_out else Child.objects.filter(led)


def _opening(section: Section) -> Q:
    """A party by its role, or by a relation that opens the section."""
    opened = Q(cases__parties__relation__sections__contains=[Section.CHILD, section])
    return Q(cases__parties__relation__isnull=True) | opened


def _from(name: str, within: Q) -> Q:
    return Q(**{f"cases__parties__{name}__isnull": True}) | within


LASTS = (
    _from("starts_on", Q(cases__parties__starts_on__lte=LondonToday()))
    & _from("ends_on", Q(cases__parties__ends_on__gte=LondonToday()))
    & _from("open_until", Q(cases__parties__open_until__gt=Now()))
)
"""In force, each asked of the same party: what has ended for one person ends for nobody else."""


def child(child_id: UUID, viewer: User) -> Child | None:
    """One child, where the viewer may see them."""
    found = visible(viewer).select_related("area", "school").filter(pk=child_id).first()
    saw(viewer, children=[found.pk] if found else [], purpose=Purpose.PAGE)
    return found


def mendable(child_id: UUID, viewer: User, section: Section) -> Child | None:
    """One child of whom the viewer may put this part right."""
    found = visible(viewer, Permission.RECEIVE, section).select_related("area", "school").filter(pk=child_id)
    child = found.first()
    saw(viewer, children=[child.pk] if child else [], purpose=Purpose.FORM)
    return child


def may_mend(child_id: UUID, viewer: User, section: Section) -> bool:
    """Whether the viewer may put this part of the child's record right."""
    return visible(viewer, Permission.RECEIVE, section).filter(pk=child_id).exists()


def carers(of: Child, viewer: User) -> list[Carer]:
    """The child's parents and carers, as far as role and ground open them: to a member of the family, their own alone.

    So it is for whoever is of this child's family, whatever work they do besides.
    """
    if of.pk in _without_household(viewer):
        return []
    rows = Carer.objects.filter(child__in=visible(viewer, section=Section.HOUSEHOLD).filter(pk=of.pk))
    if is_family(of, viewer):
        rows = rows.filter(account=viewer)
    elif (ceiling := opens(viewer, Section.HOUSEHOLD)) is None:
        return []
    else:
        ceiling = Classification.SEALED if _is_let_in_closely(of, viewer) else ceiling
        classes = [each.value for each in Classification if ceiling.covers(each)]
        rows = rows.filter(classification__in=classes)
    found = list(rows.order_by(F("ended_on").desc(nulls_first=True), "name"))
    saw(viewer, children={carer.child_id for carer in found}, purpose=Purpose.PAGE)
    return found


def carer(carer_id: UUID, viewer: User) -> Carer | None:
    """A parent or carer whom the viewer sees, and may put right."""
    row = Carer.objects.select_related("child").filter(pk=carer_id).first()
    if row is None or mendable(row.child_id, viewer, Section.HOUSEHOLD) is None:
        return None
    return row if row in carers(row.child, viewer) else None


CLOSELY = [Basis.SAFEGUARDING.value, Basis.COURT_ORDER.value]


def _is_let_in_closely(of: Child, viewer: User) -> bool:
    """Whether a relation on a ground that opens what is sealed lets the viewer into the household."""
    let_in = Q(cases__parties__party=viewer.pk, cases__parties__relation__basis__in=CLOSELY)
    opens_it = Q(cases__parties__relation__sections__contains=[Section.CHILD, Section.HOUSEHOLD])
    return Child.objects.filter(let_in & LASTS & opens_it, pk=of.pk).exists()


OF_THE_FAMILY = [basis.value for basis in Basis if basis.is_of_the_family]


def beyond(viewer: User) -> list[Classification]:
    """The classes of a carer that the viewer may record, and does not see again afterwards."""
    ceiling = opens(viewer, Section.HOUSEHOLD)
    return [each for each in Classification if ceiling is None or not ceiling.covers(each)]


def is_family(of: Child, viewer: User) -> bool:
    """Whether the viewer is here as a parent, or is or was let in as this child's family, or is recorded as a carer.

    It shuts, so it is asked past the policies: a line that is kept from the viewer counts too.
    """
    if is_of_a_family(viewer):
        return True
    let_in = Q(cases__relations__person=viewer, cases__relations__basis__in=OF_THE_FAMILY)
    with as_system("family"):
        return Child.objects.filter(let_in | Q(carers__account=viewer), pk=of.pk).exists()


def _without_household(viewer: User) -> frozenset[UUID]:
    """The children whose household a restriction keeps from the viewer."""
    kept_out = denied(viewer, Section.HOUSEHOLD.value)
    return (
        frozenset(Child.objects.filter(cases__in=kept_out).values_list("pk", flat=True))
        if kept_out
        else frozenset()
    )


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
