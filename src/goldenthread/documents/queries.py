"""Which documents somebody may read: a case's, as section, class and service allow; a library's, by their role."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import actor, may, moment, scope
from goldenthread.audit.watch import saw
from goldenthread.cases.models import Case, Party
from goldenthread.cases.queries import is_shut, is_whole, seen, thing, visible
from goldenthread.directory.models import Service
from goldenthread.documents.models import Document, Version
from goldenthread.people.queries import is_family
from goldenthread.rules.access import Classification, Permission, Section, decide
from goldenthread.rules.traces import Purpose

KINDS = Document.Kind.choices
REASONS = Document.Reason.choices
"""What forms offer to choose from."""

STANDING = Q(withdrawn_on__isnull=True)
"""What was withdrawn is shown to nobody here."""

SORTS = {"title": "title", "kind": "kind", "filed": "filed_on", "size": "size"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a list is narrowed and ordered."""

    kind: str = ""
    section: str = ""
    sort: str = "-filed"


@dataclass(frozen=True, slots=True)
class Line:
    """One document of a list, with its latest version."""

    id: UUID
    title: str
    kind: str
    section: str
    number: int
    format: str
    size: int
    filed_on: date
    by: str
    area: str
    about: str


def case_of(case_id: UUID, viewer: User, permission: Permission) -> Case | None:
    """The case with its child, where the viewer holds the permission on it."""
    found = visible(viewer, permission).select_related("child").filter(pk=case_id).first()
    saw(viewer, cases=[found.pk] if found else [], purpose=Purpose.PAGE)
    return found


def of_case(case: Case, viewer: User, wanted: Wanted) -> QuerySet[Document]:
    """The case's documents that the viewer may read."""
    saw(viewer, cases=[case.pk], purpose=Purpose.LIST)
    return _ordered(_readable(case, viewer), wanted)


def library(viewer: User, wanted: Wanted) -> QuerySet[Document]:
    """The shared documents of the areas whose library the viewer reads. No child is in them."""
    where = scope(viewer, Permission.READ_LIBRARY)
    return _ordered(Document.objects.filter(STANDING, case__isnull=True, area__in=where.reached), wanted)


def shelves(viewer: User) -> bool:
    """Whether the viewer puts documents into a library."""
    return may(viewer, Permission.KEEP_LIBRARY)


def lines(rows: QuerySet[Any], *, viewer: User, start: int, limit: int) -> list[Line]:
    """One page of a list that was made for this viewer."""
    values = rows.values_list(
        "id",
        "title",
        "kind",
        "section",
        "number",
        "format",
        "size",
        "filed_on",
        "filed_by",
        "area__name",
        "service__label",
    )
    return [
        Line(id_, title, kind, section, number, format_, size, on, by, area, about or "")
        for id_, title, kind, section, number, format_, size, on, by, area, about in values[
            start : start + limit
        ]
    ]


def document(document_id: UUID, viewer: User) -> Document | None:
    """One document, where the viewer may read it."""
    rows = Document.objects.select_related("area", "case__child", "service")
    found = rows.filter(STANDING, pk=document_id).first()
    if found is None or not may_be_read(found, viewer):
        return None
    saw(viewer, cases=[found.case_id] if found.case_id else [], purpose=Purpose.PAGE)
    return found


def version(version_id: UUID, viewer: User) -> Version | None:
    """One version, where the viewer may read its document."""
    found = Version.objects.select_related("document__case__child").filter(pk=version_id).first()
    return found if found is not None and document(found.document_id, viewer) is not None else None


def versions(of: Document, viewer: User) -> list[Version]:
    """A document's versions, the latest first, where the viewer may read it."""
    rows = of.versions.select_related("uploaded_by").order_by("-number")
    return list(rows) if may_be_read(of, viewer) else []


def may_be_read(of: Document, viewer: User) -> bool:
    """Whether the viewer may read this document."""
    if of.case is None:
        is_there = Document.objects.filter(STANDING, pk=of.pk).exists()
        return is_there and of.area_id in scope(viewer, Permission.READ_LIBRARY).reached
    return _readable(of.case, viewer).filter(pk=of.pk).exists()


def may_be_renewed(of: Document, viewer: User) -> bool:
    """Whether the viewer may put a new version beside the others."""
    if of.case is None:
        where = scope(viewer, Permission.KEEP_LIBRARY)
        return of.area_id in where.areas | where.council_areas
    part = (Section(of.section), Classification(of.classification))
    return part in parts(of.case, viewer, Permission.FILE)


def may_be_withdrawn(of: Document, viewer: User) -> bool:
    """Whether the viewer may withdraw it: who corrects that part of the case, or filed every version of it."""
    if of.case is None:
        return may_be_renewed(of, viewer)
    part = (Section(of.section), Classification(of.classification))
    if part in parts(of.case, viewer, Permission.CORRECT):
        return True
    return may_be_renewed(of, viewer) and not of.versions.exclude(uploaded_by=viewer).exists()


def parts(case: Case, viewer: User, permission: Permission) -> list[tuple[Section, Classification]]:
    """Each section and class in which the viewer holds the permission on this case.

    Whether they proved at sign-in who they are was asked at the door.
    """
    shut = {section for section in Section if is_shut(section, [case], viewer)}
    if is_family(case.child, viewer):
        shut.add(Section.HOUSEHOLD)  # there may be two: a document says not whose it is
    who, now, what = replace(actor(viewer), is_strong=True), moment(viewer), thing(case)
    return [
        (section, classification)
        for section in Section
        if section not in shut
        for classification in Classification
        if decide(
            who, permission, replace(what, section=section, classification=classification), now
        ).is_allowed
    ]


def services(case: Case, viewer: User, *, is_own: bool = False) -> list[Service]:
    """The services that were asked on this case; of those, who is here for a service alone may name their own."""
    rows = Service.objects.filter(pk__in=Party.objects.filter(case=case).values("party")).order_by("label")
    if is_whole(case.pk, viewer):
        return [] if is_own else list(rows)
    return list(rows.filter(pk__in=scope(viewer, Permission.READ_CASES).services))


def hashes() -> set[str]:
    """What stands on the disk for a document. There is no viewer: it names no child."""
    return set(Version.objects.values_list("sha256", flat=True))


def _readable(case: Case, viewer: User) -> QuerySet[Document]:
    """Of a case's documents those of sections and classes that are open; of other services' advice, none."""
    allowed = parts(case, viewer, Permission.READ_CASES)
    rows = seen(Document.objects.filter(STANDING, case=case), viewer)
    if not allowed:
        return rows.none()
    rows = rows.filter(reduce(or_, _each(allowed)))
    if is_whole(case.pk, viewer):
        return rows
    own = scope(viewer, Permission.READ_CASES).services
    return rows.filter(Q(service__isnull=True) | Q(service__in=own))


def _each(allowed: Iterable[tuple[Section, Classification]]) -> list[Q]:
    return [Q(section=section.value, classification=class_.value) for section, class_ in allowed]


def _ordered(rows: QuerySet[Document], wanted: Wanted) -> QuerySet[Document]:
    """Narrowed and in order, each with what its latest version says of itself."""
    latest = Version.objects.filter(document=OuterRef("pk")).order_by("-number")
    names = {
        "number": "number",
        "format": "format",
        "size": "size",
        "filed_on": "uploaded_on",
        "filed_by": "uploaded_by__name",
    }
    rows = rows.annotate(**{name: Subquery(latest.values(column)[:1]) for name, column in names.items()})
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.section:
        rows = rows.filter(section=wanted.section)
    column = F(SORTS.get(wanted.sort.lstrip("-"), "filed_on"))
    return rows.order_by(column.desc() if wanted.sort.startswith("-") else column.asc(), "title", "pk")
