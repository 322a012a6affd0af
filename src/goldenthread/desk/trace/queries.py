"""The audit of one case, for whoever may read it in the case's area. References alone are read: no child's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import DateField, Q, QuerySet
from django.db.models.functions import TruncDate

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import scope
from goldenthread.audit.models import Entry
from goldenthread.audit.watch import saw
from goldenthread.cases.models import Case
from goldenthread.database.acting import as_system
from goldenthread.design.words import LONDON
from goldenthread.documents.models import Document
from goldenthread.rules.access import Permission
from goldenthread.rules.traces import Purpose

MOST, MOST_DAYS = 20, 366


@dataclass(frozen=True, slots=True)
class Traced:
    """A case of which the audit may be read."""

    case_id: UUID
    child_id: UUID
    reference: str
    area: str
    area_code: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One row of the audit, with the name of whoever it was."""

    at: datetime
    who: str
    what: str
    deed: str
    purpose: str
    outcome: str
    basis: str
    request_id: UUID | None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A document that was taken out of sight. Its title is not read: it may name a child."""

    kind: str
    filed_on: date
    filed_by: str
    withdrawn_on: date
    withdrawn_by: str
    because: str
    sha256: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the rows are narrowed to. Empty values ask for everything."""

    what: str = ""
    by: UUID | None = None
    day: date | None = None


def named(reference: str, viewer: User) -> list[Traced]:
    """The cases with this reference in the areas whose audit the viewer may read."""
    return _traced(_readable(viewer).filter(reference__iexact=reference.strip()))


def traced(case_id: UUID, viewer: User) -> Traced | None:
    """One case, where the viewer may read its area's audit. Whoever looks is written down too."""
    found = next(iter(_traced(_readable(viewer).filter(pk=case_id))), None)
    if found:
        saw(viewer, cases=[found.case_id], children=[found.child_id], purpose=Purpose.AUDIT)
    return found


def _readable(viewer: User) -> QuerySet[Case]:
    cases = Case.objects.order_by("area__name")
    return cases if viewer.is_system else cases.filter(area__in=scope(viewer, Permission.READ_AUDIT).reached)


def _traced(cases: QuerySet[Case]) -> list[Traced]:
    """Read as the audit's own account: who watches over the record sees no case, and gets references alone."""
    columns = ("id", "child_id", "reference", "area__name", "area__code")
    with as_system("audit"):
        return [Traced(*row) for row in cases.values_list(*columns)[:MOST]]


def count(case: Traced, wanted: Wanted, viewer: User) -> int:
    """How many rows there are."""
    return _wanted(case, wanted).count()


def traces(
    case: Traced, wanted: Wanted, viewer: User, *, start: int = 0, limit: int | None = 50
) -> list[Trace]:
    """One page of rows, the latest first, or all of them without a limit."""
    columns = ("recorded_at", "recorded_by", "what", "deed", "purpose", "outcome", "basis", "request_id")
    rows = _wanted(case, wanted).order_by("-recorded_at", "-tx", "id").values_list(*columns)
    some = list(rows[start : None if limit is None else start + limit])
    names = _names({row[1] for row in some})
    return [Trace(at, names.get(by, "An account that is gone"), *rest) for at, by, *rest in some]


def withdrawn(case: Traced, viewer: User) -> list[Withdrawn]:
    """What was withdrawn from this case, the latest first, with the hash under which each file is kept."""
    with as_system("audit"):
        rows = Document.objects.filter(case_id=case.case_id, withdrawn_on__isnull=False)
        found = list(
            rows.select_related("withdrawn_by")
            .prefetch_related("versions__uploaded_by")
            .order_by("-withdrawn_on")
        )
        return [_withdrawn(row) for row in found]


def _withdrawn(row: Any) -> Withdrawn:
    versions = sorted(row.versions.all(), key=lambda each: each.number)
    first = versions[0]
    return Withdrawn(
        row.get_kind_display(), first.uploaded_on, first.uploaded_by.name, row.withdrawn_on, row.withdrawn_by.name,
        row.get_withdrawn_because_display(), tuple(each.sha256 for each in versions),
    )  # fmt: skip


def people(case: Traced, viewer: User) -> list[tuple[str, str]]:
    """Whoever stands in the audit of this case, by name, for the filter."""
    ids = set(_wanted(case, Wanted()).order_by().values_list("recorded_by", flat=True).distinct())
    return sorted(((str(id_), name) for id_, name in _names(ids).items()), key=lambda each: each[1])


def days(case: Traced, viewer: User) -> list[date]:
    """The latest days on which something stands in the audit of this case, for the filter."""
    found = _wanted(case, Wanted()).order_by().annotate(on=_in_london()).values_list("on", flat=True)
    return sorted(set(found.distinct()), reverse=True)[:MOST_DAYS]


def _in_london() -> TruncDate:
    return TruncDate("recorded_at", tzinfo=LONDON, output_field=DateField())


def _wanted(case: Traced, wanted: Wanted) -> QuerySet[Entry]:
    """What was done to the case or its child, who was shown either, and who asked for it and was refused."""
    rows = Entry.objects.filter(Q(case_id=case.case_id) | Q(child_id=case.child_id))
    if wanted.what:
        rows = rows.filter(what=wanted.what)
    if wanted.by:
        rows = rows.filter(recorded_by=wanted.by)
    if wanted.day:
        rows = rows.annotate(on=_in_london()).filter(on=wanted.day)
    return rows


def _names(ids: set[UUID]) -> dict[UUID, str]:
    return dict(User.objects.filter(pk__in=ids).values_list("id", "name"))
