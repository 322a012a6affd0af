"""Reading cases and their timelines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import LondonToday, actor, denied, moment, opens, scope
from goldenthread.audit.watch import saw
from goldenthread.cases.append import as_told
from goldenthread.cases.models import Case, Emergency, Fact, Party, Relation, Remark, Restriction
from goldenthread.database.acting import as_system
from goldenthread.database.arrays import any_of
from goldenthread.rules.access import Basis, Denied, Link, Permission, Section, Thing, opened
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind, effective
from goldenthread.rules.school_age import confirmed
from goldenthread.rules.traces import Purpose

Row = TypeVar("Row", bound=Model)

EMERGENCIES = Emergency.Reason.choices
FINDINGS = Emergency.Finding.choices
RESTRICTIONS = Restriction.Reason.choices
"""What forms offer to choose from, in the words of the record."""
LIVE = Q(open_until__isnull=True) | Q(open_until__gt=Now())
"""A relation that nobody has ended, and whose hour is not over."""


def visible(viewer: User, permission: Permission = Permission.READ_CASES) -> QuerySet[Case]:
    """The cases on which the viewer holds the permission: an area's, or those to which a party of theirs leads."""
    return seen(Case.objects.all(), viewer, permission, case="pk")


def seen(
    rows: QuerySet[Row],
    viewer: User,
    permission: Permission = Permission.READ_CASES,
    *,
    case: str = "case_id",
    service: str | None = None,
    section: Section = Section.CHILD,
) -> QuerySet[Row]:
    """Rows of those cases; `case` names the column of the case. Of a section: where that is open to the viewer.

    A restriction, also of the section, beats all; nobody sees a part of a case who may not know whose it is. Where
    `service` names a column, a service's people see its own rows alone, not all of the case; where it is empty, none.
    The roles are asked for the section apart from the scope too: policies hide rows, and a section may be a column.
    """
    where = scope(viewer, permission, section)
    if where.is_empty or opens(viewer, section) is None:
        return rows.none()
    led: Any = Q(area_id__in=where.areas)
    if service and where.services:
        led |= Q(**{f"{service}__in": where.services})
    if parties := where.parties - (frozenset() if service is None else where.services):
        theirs = _parties(parties, permission, section)
        led |= (
            any_of(case, theirs.values("case_id"))
            if where.areas
            else Exists(theirs.filter(case_id=OuterRef(case)))
        )
    if kept_out := {case_id for part in {Section.CHILD, section} for case_id in denied(viewer, part)}:
        led &= ~Q(**{f"{case}__in": kept_out})
    return rows.filter(led)


def _parties(parties: Iterable[UUID], permission: Permission, section: Section) -> QuerySet[Party]:
    """Parties in force; a relation leads to the parts that it opens. What an emergency opened can be read, no more."""
    live = Party.objects.filter(
        Q(relation__isnull=True) | Q(relation__sections__contains=[Section.CHILD, section]),
        Q(starts_on__isnull=True) | Q(starts_on__lte=LondonToday()),
        Q(ends_on__isnull=True) | Q(ends_on__gte=LondonToday()),
        Q(open_until__isnull=True) | Q(open_until__gt=Now()),
        party__in=list(parties),
    )
    return live if permission is Permission.READ_CASES else live.filter(is_emergency=False)


def case(case_id: UUID, viewer: User) -> Case | None:
    """One case with its child and area, where the viewer may see it."""
    found = visible(viewer).select_related("area", "child", "child__school").filter(pk=case_id).first()
    saw(viewer, cases=[found.pk] if found else [], purpose=Purpose.PAGE)
    return found


def identified(viewer: User, permission: Permission = Permission.READ_CASES) -> QuerySet[Case]:
    """The cases of the children whose numbers the viewer may know; shut on one case is shut on the child's others."""
    rows = Case.objects.all()
    if kept_out := denied(viewer, Section.IDENTIFIERS):
        rows = rows.exclude(child__cases__in=kept_out)
    return seen(rows, viewer, permission, case="pk", section=Section.IDENTIFIERS)


def numbered(nhs_number: str, viewer: User) -> QuerySet[Case]:
    """The cases of the child with this number, where the viewer may know the number."""
    return identified(viewer).filter(child__nhs_number=nhs_number)


def of_child(child_id: UUID, viewer: User) -> list[Case]:
    """All cases of one child that the viewer may see."""
    found = list(visible(viewer).filter(child_id=child_id).order_by("reference"))
    saw(viewer, cases=[case.pk for case in found], purpose=Purpose.PAGE)
    return found


def history(case_id: UUID, viewer: User) -> list[Told]:
    """A case's facts as the viewer may read them, in the order in which they were recorded, corrections among them."""
    rows = list(_timeline(case_id, viewer).order_by("sequence"))
    saw(viewer, cases={row.case_id for row in rows}, purpose=Purpose.PAGE)
    return [as_told(row) for row in rows]


def entries(case_id: UUID, viewer: User) -> list[Fact]:
    """The timeline as a person reads it: rows with who recorded them, the latest first. Remarks are read apart."""
    rows = _timeline(case_id, viewer).select_related("by")
    found = list(rows.order_by("-happened_on", "-sequence"))
    saw(viewer, cases={row.case_id for row in found}, purpose=Purpose.PAGE)
    return found


def entry(fact_id: UUID, viewer: User) -> Fact | None:
    """One entry of a timeline, where the viewer may see it."""
    fact = Fact.objects.filter(pk=fact_id).first()
    if fact is None:
        return None
    rows = _timeline(fact.case_id, viewer).select_related("case", "case__child", "case__area", "by")
    found = rows.filter(pk=fact_id).first()
    saw(viewer, cases=[found.case_id] if found else [], purpose=Purpose.FORM)
    return found


def _timeline(case_id: UUID, viewer: User) -> QuerySet[Fact]:
    """The facts of one case: all of them, or for a service's people what concerns every service and the own part.

    An entry stands in the section that it is about, so that it is shut with it.
    """
    every = Fact.objects.filter(case_id=case_id)
    rows = _of_section(every, viewer, Section.ADVICE) | _of_section(every, viewer, Section.REQUESTS)
    if is_whole(case_id, viewer):
        return rows
    services = scope(viewer, Permission.READ_CASES).services
    asked = Fact.objects.filter(case_id=case_id, kind=Kind.ADVICE_SOUGHT.value)
    own = [
        row
        for row in asked.values_list("about", "details__request", "details__service")
        if row[2] in {str(each) for each in services}
    ]
    abouts, requests = [about for about, _, _ in own], [request for _, request, _ in own]
    of_request = Q(about__in=requests) & (
        ~Q(kind__in=[Kind.INVOLVEMENT_CHECKED.value, Kind.RECORDS_REQUESTED.value])
        | Q(details__service__in=[str(each) for each in services])
    )
    return rows.filter(Q(about__in=abouts) | of_request)


OF_REQUESTS = frozenset({
    Kind.ASSESSMENT_REQUESTED, Kind.REQUEST_RECEIVED, Kind.INVOLVEMENT_CHECKED, Kind.RECORDS_REQUESTED,
    Kind.REQUEST_ACKNOWLEDGED,
    Kind.REQUEST_WITHDRAWN, Kind.ISSUE_HELD, Kind.HOLD_ENDED,
})  # fmt: skip
ENTRIES: dict[Section, frozenset[Kind]] = {
    Section.REQUESTS: OF_REQUESTS | {Kind.WISHES_CONFIRMED},
    Section.ADVICE: frozenset(Kind) - OF_REQUESTS - {Kind.FACT_CORRECTED} | {Kind.REQUEST_RECEIVED},
}
"""The entries of each section. In both are when the request was received, as the services' clocks begin on that day,
and who decides for the young person, which concerns everybody who sees the case."""


def _of_section(rows: QuerySet[Fact], viewer: User, section: Section) -> QuerySet[Fact]:
    """Those of a section with their corrections, where it is open to the viewer."""
    kinds = [kind.value for kind in ENTRIES[section]]
    about = Q(kind__in=kinds) | Q(kind=Kind.FACT_CORRECTED.value, corrects__kind__in=kinds)
    return seen(rows.filter(about), viewer, section=section)


def is_whole(case_id: UUID, viewer: User) -> bool:
    """Whether the viewer is led to the whole case, not only to what a service of theirs was asked."""
    where = scope(viewer, Permission.READ_CASES)
    if not where.services:
        return True
    led: Any = Q(area_id__in=where.areas)
    led |= Exists(
        _parties(where.councils | where.people, Permission.READ_CASES, Section.ADVICE).filter(
            case_id=OuterRef("pk")
        )
    )
    return Case.objects.filter(led, pk=case_id).exists()


def remarks(case_id: UUID, viewer: User) -> dict[UUID, str]:
    """What was written beside the facts of a case that the viewer reads, by fact; nothing where no role opens it."""
    if opens(viewer, Section.REMARKS) is None:
        return {}
    rows = seen(Remark.objects.filter(case_id=case_id), viewer, section=Section.REMARKS)
    found = dict(rows.filter(fact__in=_timeline(case_id, viewer)).values_list("fact_id", "text"))
    saw(viewer, cases=[case_id] if found else [], purpose=Purpose.PAGE)
    return found


def sections(viewer: User, cases: Iterable[Case]) -> frozenset[Section]:
    """The parts of the record that the decision opens on any of these cases, and no restriction shuts."""
    who, now, some = actor(viewer), moment(viewer), list(cases)
    open_ = frozenset[Section]().union(*(opened(who, thing(case), now) for case in some))
    return frozenset(part for part in open_ if not is_shut(part, some, viewer))


OF_THE_CHILD = frozenset({Section.CHILD, Section.IDENTIFIERS, Section.HOUSEHOLD})
"""What is the child's, not the case's: a restriction on one case shuts it on the child's others too."""


def is_shut(part: Section, cases: Iterable[Case], viewer: User) -> bool:
    """Whether a restriction on one of these cases, or on another of the child, keeps the part from the viewer."""
    kept_out = denied(viewer, part.value)
    if not kept_out or part not in OF_THE_CHILD:
        return any(case.pk in kept_out for case in cases)
    return Case.objects.filter(child__in={case.child_id for case in cases}, pk__in=kept_out).exists()


@dataclass(frozen=True, slots=True)
class Haste:
    """An opening in an emergency that still lasts: its reference, and until when."""

    reference: str
    until: datetime


def in_haste(case: Case, viewer: User) -> Haste | None:
    """Whether the viewer sees the case because they opened it in an emergency, until when, and by which reference."""
    if viewer.is_system or case.area_id in scope(viewer, Permission.READ_CASES).areas:
        return None
    with as_system("emergency"):
        lasting = Emergency.objects.filter(case=case, relation__person=viewer, relation__open_until__gt=Now())
        row = lasting.select_related("relation").order_by("-relation__open_until").first()
    until = row.relation.open_until if row else None
    return Haste(short(row.pk), until) if row and until else None


def short(id_: UUID) -> str:
    """The reference of an opening or a restriction: short enough for the telephone. No child is in it, so no viewer."""
    return id_.hex[:8].upper()


def thing(case: Case) -> Thing:
    """A case as the decision takes it: its parties, who was let in, and whom a restriction keeps out.

    There is no viewer: the decision about one is made from it.
    """
    parties = Party.objects.filter(case=case, relation__isnull=True).values_list("party", flat=True)
    return Thing(
        str(case.area_id),
        frozenset(map(str, parties)),
        tuple(_link(row) for row in Relation.objects.filter(case=case)),
        tuple(_denied(row) for row in Restriction.objects.filter(case=case, lifted_at__isnull=True)),
    )


def parents(case: Case) -> list[Relation]:
    """The parents let into the case in their own right, by name. It has no viewer: the deed has asked who may."""
    rows = Relation.objects.filter(
        LIVE,
        Q(ends_on__isnull=True) | Q(ends_on__gte=LondonToday()),
        case=case,
        basis=Basis.PARENTAL_RESPONSIBILITY.value,
    )
    return list(rows.select_related("case", "person").order_by("person__name", "id"))


def confirmed_in(case: Case) -> Told | None:
    """What stands as confirmed. A fact without a name, so no viewer: who may see the case was asked before."""
    kind = Kind.WISHES_CONFIRMED.value
    rows = Fact.objects.filter(Q(kind=kind) | Q(corrects__kind=kind), case=case).order_by("sequence")
    return confirmed(effective(as_told(row) for row in rows))


def _link(row: Relation) -> Link:
    return Link(
        str(row.person_id or row.organisation_id),
        Basis(row.basis),
        frozenset(map(Section, row.sections)),
        row.starts_on,
        row.ends_on,
        row.open_until,
    )


def _denied(row: Restriction) -> Denied:
    section = Section(row.section) if row.section else None
    return Denied(str(row.person_id) if row.person_id else None, section, row.ends_on)
