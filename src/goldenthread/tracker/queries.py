"""The tracker as it stands: one line for each service asked, in the layout that teams keep by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Func, IntegerField, QuerySet
from django.db.models.fields.json import KeyTransform

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import areas
from goldenthread.advice.queries import visible
from goldenthread.audit.watch import saw
from goldenthread.cases.models import Remark
from goldenthread.cases.queries import identified, seen
from goldenthread.cases.timelines import timelines
from goldenthread.deadlines.models import Deadline
from goldenthread.deadlines.snapshot import refresh
from goldenthread.directory.models import Area
from goldenthread.directory.queries import councils, current_pack
from goldenthread.rules.access import Permission, Section
from goldenthread.rules.facts import Fact, Kind, effective
from goldenthread.rules.traces import Purpose
from goldenthread.tracker.carrying import carrying, known_or_not
from goldenthread.tracker.models import Draft, Import

KINDS = (
    Kind.INVOLVEMENT_CHECKED,
    Kind.ADVICE_SOUGHT,
    Kind.ADVICE_CHASED,
    Kind.STEP_RAISED,
    Kind.FACT_CORRECTED,
)


@dataclass(frozen=True, slots=True)
class TrackerLine:
    """One row of the tracker; None and empty text are blank cells."""

    reference: str
    forename: str
    surname: str
    born_on: date | None
    nhs_number: str
    received_on: date
    service: str
    known: str
    acknowledged_on: date | None
    due_on: date
    chased_on: date | None
    returned_on: date | None
    days_late: int | None
    notes: str


def tracker_lines(viewer: User, area: Area) -> list[TrackerLine]:
    """Every service asked in an area, as the viewer may see them, by the day of the request."""
    refresh()
    clocks = {row.about: row for row in Deadline.objects.filter(area=area, limit="advice")}
    asked = visible(viewer, Permission.EXPORT).filter(area=area).select_related("case__child", "service")
    cases = {advice.case_id for advice in asked}
    saw(viewer, cases=cases, purpose=Purpose.FILE)
    told = _told(cases)
    notes, numbers = _notes(viewer, area), _numbers(viewer, area)
    lines = (
        _line(advice, clocks[advice.pk], told.get(advice.case_id, []), notes, numbers) for advice in asked
    )
    return sorted(lines, key=lambda line: (line.received_on, line.reference, line.service))


def _notes(viewer: User, area: Area) -> dict[UUID, str]:
    """What was written when services were asked, by fact, where the viewer may take it away."""
    rows = Remark.objects.filter(area=area, fact__kind=Kind.ADVICE_SOUGHT.value)
    open_ = seen(rows, viewer, Permission.EXPORT, section=Section.REMARKS)
    return dict(open_.values_list("fact_id", "text"))


def _numbers(viewer: User, area: Area) -> dict[UUID, str]:
    """NHS numbers by case, where the viewer may take them away."""
    rows = identified(viewer, Permission.EXPORT).filter(area=area)
    return {case: number or "" for case, number in rows.values_list("pk", "child__nhs_number")}


def _told(cases: set[UUID]) -> Mapping[UUID, list[Fact]]:
    return {case: effective(facts) for case, facts in timelines(cases, KINDS)}


def _line(
    advice: Any, clock: Deadline, facts: list[Fact], notes: Mapping[UUID, str], numbers: Mapping[UUID, str]
) -> TrackerLine:
    names = {"request": str(advice.request_id), "advice": str(advice.pk), "service": str(advice.service_id)}
    involvement = carrying("involvement", facts, **names)
    chased = carrying("chased_on", facts, **names)
    sought = carrying("notes", facts, **names)
    child = advice.case.child
    return TrackerLine(
        reference=advice.case.reference,
        forename=child.forename,
        surname=child.surname,
        born_on=child.born_on,
        nhs_number=numbers.get(advice.case_id, ""),
        received_on=clock.starts_on,
        service=advice.service.label,
        known={"known": "Yes", "not_known": "No"}[known_or_not(involvement, clock.starts_on)]
        if involvement
        else "",
        acknowledged_on=clock.acknowledged_on,
        due_on=clock.due_on,
        chased_on=chased.happened_on if chased else None,
        returned_on=clock.met_on,
        days_late=max(0, (clock.met_on - clock.due_on).days) if clock.met_on else None,
        notes=notes.get(UUID(sought.id), "") if sought else "",
    )


def draft(draft_id: UUID, viewer: User) -> Draft | None:
    """A file that this person uploaded and has not taken in yet."""
    return Draft.objects.select_related("area").filter(pk=draft_id, uploaded_by=viewer).first()


def first_council(area_id: UUID) -> str:
    """The code of the council that the area's pack names first, no child, so no viewer; empty where it names none."""
    pack = current_pack(area_id)
    here = {each.code for each in councils(area_id)}
    return (
        next((each["code"] for each in pack.data["organisation"] if each["code"] in here), "") if pack else ""
    )


def waiting(viewer: User) -> tuple[UUID, str] | None:
    """The file that this person uploaded and has neither taken in nor given up: its id and name."""
    return Draft.objects.filter(uploaded_by=viewer).values_list("id", "file_name").first()


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A file that was taken in: by whom, when, and how many of its rows became what."""

    id: UUID
    file_name: str
    area: str
    on: date
    by: str
    created: int
    updated: int
    unchanged: int
    left_out: int


def imports(viewer: User) -> list[TakenIn]:
    """The files taken in where the viewer may import, the latest first; only counts are read of their answers."""
    columns = ("id", "file_name", "area__name", "imported_on", "imported_by__name")
    counts = [KeyTransform(name, "answer") for name in ("created", "updated", "unchanged")]
    left_out = _length("rejected") + _length("questions")
    rows = _imports(viewer).order_by("-imported_at", "-id").values_list(*columns, *counts, left_out)
    return [TakenIn(*row) for row in rows[:50]]


ABOUT = "about"
"""Under this name an answer keeps the children of whom its questions say what is held here."""


def imported(import_id: UUID, viewer: User) -> dict[str, Any] | None:
    """One file taken in, where the viewer may import; its answer names rows, no child."""
    row = _imports(viewer).select_related("area", "imported_by").filter(pk=import_id).first()
    if row is None:
        return None
    about = [UUID(id_) for id_ in row.answer.get(ABOUT, [])]
    saw(viewer, children=about, purpose=Purpose.IMPORT)
    return {
        "file_name": row.file_name,
        "area": row.area.name,
        "on": row.imported_on,
        "by": row.imported_by.name,
        "answer": row.answer,
    }


def _imports(viewer: User) -> QuerySet[Import]:
    return Import.objects.filter(area__in=areas(viewer, Permission.IMPORT))


def _length(name: str) -> Func:
    """How many rows a list of the answer has."""
    return Func(KeyTransform(name, "answer"), function="jsonb_array_length", output_field=IntegerField())
