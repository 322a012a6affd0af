"""What is already here when a tracker arrives: children, cases, requests, and what a file last said of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.models import Case
from goldenthread.deadlines.models import Deadline
from goldenthread.deadlines.snapshot import refresh
from goldenthread.directory.models import Area, Service
from goldenthread.people.models import Child
from goldenthread.tracker.models import Line
from goldenthread.tracker.reading import reference_key


@dataclass(slots=True)
class KnownChild:
    """A child here, or one that this file brings."""

    id: UUID
    forename: str = ""
    surname: str = ""
    born_on: date | None = None
    nhs_number: str | None = None
    search_name: str = ""
    is_new: bool = False


@dataclass(slots=True)
class KnownCase:
    """A case here, or one that this file brings, with its requests by the day they were received."""

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
    seen_in: int | None = None


@dataclass(slots=True)
class Known:
    """The area as it stood when the file arrived; the plan adds to it as it goes."""

    area: Area
    services: dict[str, Service]
    children: dict[UUID, KnownChild]
    cases: dict[str, KnownCase]
    advice: dict[tuple[str, str], KnownAdvice]
    by_nhs_number: dict[str, KnownChild] = field(default_factory=dict)
    by_name: dict[str, list[KnownChild]] = field(default_factory=dict)

    def add(self, child: KnownChild) -> KnownChild:
        """Let a child be found by number and by name."""
        self.children[child.id] = child
        if child.nhs_number:
            self.by_nhs_number[child.nhs_number] = child
        if child.search_name:
            self.by_name.setdefault(child.search_name, []).append(child)
        return child


def load(area: Area) -> Known:
    """Read what an area holds; a handful of queries, whatever its size."""
    refresh()
    known = Known(area, {service.code: service for service in Service.objects.filter(area=area)}, {}, {}, {})
    for child in _children(area):
        known.add(child)
    _load_cases(known)
    _load_advice(known)
    return known


def _children(area: Area) -> Iterable[KnownChild]:
    columns = ("id", "forename", "surname", "born_on", "nhs_number", "search_name")
    for values in Child.objects.filter(area=area).values_list(*columns).iterator(chunk_size=20_000):
        yield KnownChild(*values)


def _load_cases(known: Known) -> None:
    by_id: dict[UUID, KnownCase] = {}
    for id_, reference, child in Case.objects.filter(area=known.area).values_list("id", "reference", "child_id"):
        by_id[id_] = known.cases[reference_key(reference)] = KnownCase(id_, known.children[child])
    asked = AdviceRequest.objects.filter(area=known.area).values_list("id", "request_id")
    request_of: dict[UUID, UUID] = dict(asked)
    clocks = Deadline.objects.filter(area=known.area, limit="advice").values_list("case_id", "about", "starts_on")
    for case, about, starts_on in clocks:
        by_id[case].requests.setdefault(starts_on, request_of[about])


def _load_advice(known: Known) -> None:
    columns = ("id", "case__reference", "service_id", "service__code", "request_id")
    said = dict(Line.objects.filter(area=known.area).values_list("advice_id", "said"))
    for id_, reference, service, code, request in AdviceRequest.objects.filter(area=known.area).values_list(*columns):
        key = reference_key(reference)
        known.advice[key, code] = KnownAdvice(id_, known.cases[key], service, request, said.get(id_, {}))


def new_child(**particulars: Any) -> KnownChild:
    """A child whom the file brings."""
    return KnownChild(id=uuid4(), is_new=True, **particulars)
