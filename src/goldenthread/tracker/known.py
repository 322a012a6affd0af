"""What is already here of a batch of rows: children, cases, requests, and what a file last said of each.

A batch is looked up as it comes, so that a short file costs little in a large area and a long one little memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import denied
from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.models import Case
from goldenthread.cases.models import Fact as Told
from goldenthread.cases.timelines import timelines
from goldenthread.database.acting import as_system
from goldenthread.database.ids import id_in_order
from goldenthread.directory.models import Area, Service
from goldenthread.people.models import Child
from goldenthread.people.names import search_form
from goldenthread.rules.access import Section
from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.tracker.models import Line
from goldenthread.tracker.reading import Row, reference_key

RECEIPTS = (Kind.REQUEST_RECEIVED, Kind.REQUEST_WITHDRAWN, Kind.FACT_CORRECTED)


@dataclass(slots=True)
class KnownChild:
    """A child here, or one that this batch brings."""

    id: UUID
    forename: str = ""
    surname: str = ""
    born_on: date | None = None
    nhs_number: str | None = None
    search_name: str = ""
    is_new: bool = False


@dataclass(slots=True)
class KnownCase:
    """A case here, or one that this batch brings, with its standing requests by the day they were received."""

    id: UUID
    child: KnownChild
    requests: dict[date, UUID] = field(default_factory=dict)
    is_new: bool = False


@dataclass(slots=True)
class KnownAdvice:
    """A service already asked on a reference, and what a tracker last said of it."""

    id: UUID
    case: KnownCase
    service: UUID
    request: UUID
    said: dict[str, Any]


@dataclass(slots=True)
class Known:
    """What the area holds of one batch; only the references of its cases are kept for the whole file."""

    area: Area
    services: dict[str, Service]
    references: dict[str, UUID]
    shut: frozenset[str] = frozenset()
    """References and NHS numbers of what a restriction keeps from the importer: no row may touch or double them."""
    children: dict[UUID, KnownChild] = field(default_factory=dict)
    cases: dict[str, KnownCase] = field(default_factory=dict)
    advice: dict[tuple[str, str], KnownAdvice] = field(default_factory=dict)
    by_nhs_number: dict[str, KnownChild] = field(default_factory=dict)
    by_name: dict[str, list[KnownChild]] = field(default_factory=dict)

    def add(self, child: KnownChild) -> KnownChild:
        """Let a child be found by number and by name."""
        if child.id in self.children:
            return self.children[child.id]
        self.children[child.id] = child
        if child.nhs_number:
            self.by_nhs_number[child.nhs_number] = child
        if child.search_name:
            self.by_name.setdefault(child.search_name, []).append(child)
        return child

    def is_shut(self, row: Row) -> bool:
        """Whether the row is about what the importer is kept out of."""
        return not self.shut.isdisjoint({reference_key(row.reference), row.nhs_number})

    def look_up(self, rows: Sequence[Row]) -> None:
        """Forget the last batch and read what is here of this one; a handful of queries, by key."""
        for found in (self.children, self.cases, self.advice, self.by_nhs_number, self.by_name):
            found.clear()
        keys = {reference_key(row.reference) for row in rows}
        cases = {self.references[key]: key for key in keys if key in self.references}
        child_of = dict(Case.objects.filter(id__in=list(cases)).values_list("id", "child"))
        self._look_up_children(rows, set(child_of.values()))
        for id_, child in child_of.items():
            self.cases[cases[id_]] = KnownCase(id_, self.children[child])
        self._look_up_advice(cases)
        _look_up_requests([self.cases[key] for key in _adding(rows, self)])

    def _look_up_children(self, rows: Sequence[Row], ids: set[UUID]) -> None:
        """Those of the cases, and those who may be the same as a child who is new with a row."""
        numbers = {row.nhs_number for row in rows if row.nhs_number}
        names = {name_of(row) for row in rows if reference_key(row.reference) not in self.references} - {""}
        columns = ("id", "forename", "surname", "born_on", "nhs_number", "search_name")
        here = Child.objects.filter(area=self.area)
        for wanted in ({"id__in": ids}, {"nhs_number__in": numbers}, {"search_name__in": names}):
            if any(wanted.values()):
                for values in here.filter(**wanted).values_list(*columns):
                    self.add(KnownChild(*values))

    def _look_up_advice(self, cases: dict[UUID, str]) -> None:
        """The services asked on each case; one asked twice on a case is known by its latest asking."""
        if not cases:
            return
        columns = ("id", "case", "service", "service__code", "request")
        asked = list(AdviceRequest.objects.filter(case__in=list(cases)).values_list(*columns))
        said = dict(Line.objects.filter(advice__in=[row[0] for row in asked]).values_list("advice", "said"))
        if len({(row[1], row[2]) for row in asked}) < len(asked):
            asked = _by_asking(asked)
        for id_, case, service, code, request in asked:
            key = cases[case]
            self.advice[key, code] = KnownAdvice(id_, self.cases[key], service, request, said.get(id_, {}))


def load(area: Area, viewer: User) -> Known:
    """The area's services and the references of its cases, and what the viewer is kept out of."""
    cases = Case.objects.filter(area=area).values_list("reference", "id").iterator(chunk_size=20_000)
    references = {reference_key(reference): id_ for reference, id_ in cases}
    services = {service.code: service for service in Service.objects.filter(area=area)}
    return Known(area, services, references, _shut(area, viewer))


def _shut(area: Area, viewer: User) -> frozenset[str]:
    """Of cases that a restriction keeps from the viewer in whole or in a part that an import reads or writes."""
    parts = ("", Section.CHILD, Section.IDENTIFIERS, Section.REQUESTS, Section.ADVICE)
    kept_out = {case for part in parts for case in denied(viewer, part)}
    if not kept_out:
        return frozenset()
    with as_system("numbering"):
        rows = Case.objects.filter(area=area, child__cases__in=kept_out).distinct()
        found = list(rows.values_list("reference", "child__nhs_number"))
    return frozenset(
        word for reference, number in found for word in (reference_key(reference), number) if word
    )


def hold(cases: Iterable[UUID]) -> None:
    """Lock cases that stood here before, in one order: who else writes to one of them waits."""
    wanted = Case.objects.filter(id__in=list(cases)).order_by("id").select_for_update(no_key=True)
    list(wanted.values_list("id", flat=True))


def name_of(row: Row) -> str:
    """A row's child by name, as names are compared."""
    return search_form(row.surname or "", row.forename or "")


def new_child(**particulars: Any) -> KnownChild:
    """A child whom the file brings."""
    return KnownChild(id=id_in_order(), is_new=True, **particulars)


def _adding(rows: Sequence[Row], known: Known) -> set[str]:
    """The references here already on which a row asks a service that was not asked."""
    asked = ((reference_key(row.reference), row.service) for row in rows)
    return {key for key, service in asked if key in known.cases and (key, service) not in known.advice}


def standing_requests(facts: Iterable[Fact]) -> dict[date, UUID]:
    """A case's requests by the day they were received, those withdrawn left out."""
    told = effective(facts)
    withdrawn = {fact.about for fact in told if fact.kind == Kind.REQUEST_WITHDRAWN}
    received = [fact for fact in told if fact.kind == Kind.REQUEST_RECEIVED and fact.about not in withdrawn]
    return {fact.happened_on: UUID(fact.about) for fact in reversed(received)}


def _look_up_requests(cases: Sequence[KnownCase]) -> None:
    by_id = {case.id: case for case in cases}
    for id_, facts in timelines(by_id, RECEIPTS) if by_id else ():
        by_id[id_].requests = standing_requests(facts)


def _by_asking(asked: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    sought = Told.objects.filter(kind=Kind.ADVICE_SOUGHT.value, about__in=[row[0] for row in asked])
    order = dict(sought.values_list("about", "sequence"))
    return sorted(asked, key=lambda row: order.get(row[0], 0))
