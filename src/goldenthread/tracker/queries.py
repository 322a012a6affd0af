"""The tracker as it stands: one line for each service asked, in the layout that teams keep by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.advice.queries import visible
from goldenthread.cases.models import Remark
from goldenthread.cases.queries import timelines
from goldenthread.deadlines.models import Deadline
from goldenthread.deadlines.snapshot import refresh
from goldenthread.directory.models import Area
from goldenthread.rules.facts import Fact, Kind, effective
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
    asked = visible(viewer).filter(area=area).select_related("case__child", "service")
    told = _told({advice.case_id for advice in asked})
    notes = dict(
        Remark.objects.filter(area=area, fact__kind=Kind.ADVICE_SOUGHT.value).values_list("fact_id", "text")
    )
    lines = (_line(advice, clocks[advice.pk], told.get(advice.case_id, []), notes) for advice in asked)
    return sorted(lines, key=lambda line: (line.received_on, line.reference, line.service))


def _told(cases: set[UUID]) -> Mapping[UUID, list[Fact]]:
    return {case: effective(facts) for case, facts in timelines(cases, KINDS)}


def _line(advice: Any, clock: Deadline, facts: list[Fact], notes: Mapping[UUID, str]) -> TrackerLine:
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
        nhs_number=child.nhs_number or "",
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


def imports(viewer: User, area_ids: Iterator[UUID] | list[UUID]) -> list[Import]:
    """The files taken in, the latest first."""
    rows = Import.objects.filter(area__in=list(area_ids)).select_related("area", "imported_by")
    return list(rows.order_by("-imported_on", "-id")[:50])
