"""Reading what the audit of non-returns counts, and the requests behind each of its figures.

The clocks come from the snapshot and what was said of them from their cases' facts, corrections read by the rule; what
counts is decided in `measures.returns`, for the figure and for the list behind it alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.audit.watch import saw
from goldenthread.cases.timelines import timelines
from goldenthread.database.acting import as_system
from goldenthread.deadlines.models import Deadline
from goldenthread.deadlines.queries import ROW, Row
from goldenthread.deadlines.queries import visible as clocks_seen
from goldenthread.deadlines.snapshot import refresh
from goldenthread.design.words import LONDON
from goldenthread.directory.models import Area
from goldenthread.directory.models import Service as Provider
from goldenthread.directory.queries import current_pack
from goldenthread.measures import returns
from goldenthread.measures.audited import Audit, Service
from goldenthread.measures.audited import reasons as reasons_of
from goldenthread.measures.period import Period
from goldenthread.measures.queries.clocks import ADVICE, clocks
from goldenthread.measures.queries.told import between
from goldenthread.measures.returns import Asked, Mark, Part, Tally
from goldenthread.rules.access import Permission
from goldenthread.rules.facts import Kind, effective
from goldenthread.rules.outcomes import KINDS as OUTCOMES
from goldenthread.rules.traces import Purpose

KINDS = (Kind.LATENESS_EXPLAINED, *OUTCOMES, Kind.FACT_CORRECTED)
READERS = ("send-operations-group", "qeag")
"""The roles of a pack that the audit is for, by their codes (S1-52, S1-54)."""


@dataclass(frozen=True, slots=True)
class Returned:
    """One figure of one area's audit: of one service or of all, of one reason or answer where it is of those."""

    area: UUID
    period: Period
    today: date
    part: Part
    service: UUID | None = None
    code: str = ""


def audit(area: Area, period: Period, *, viewer: User, at: datetime) -> Audit:
    """One area's audit as it stands `at` this moment. Counts alone: no child is read."""
    ensure(viewer, Permission.REPORT, area.pk)
    today = at.astimezone(LONDON).date()
    with as_system("counting"):
        refresh()
        asked, marks = _counted(area.pk, period, today)
        pack = current_pack(area.pk)
        data: Mapping[str, Any] = pack.data if pack else {}
        days = {each.about: (min(period.last, today) - each.due_on).days for each in asked}
        return Audit(
            area=area.code,
            area_name=area.name,
            front_door=area.front_door,
            readers=tuple(
                row["name"] for code in READERS for row in data.get("role", []) if row["code"] == code
            ),
            period=period,
            counted_at=at,
            is_over=today > period.last,
            services=_services(area.pk, period, marks, days),
            total=returns.tally(marks, days),
            causes=tuple((row["code"], row["title"]) for row in data.get("cause", [])),
        )


def reasons(area_id: UUID) -> dict[str, str]:
    """What the area calls the reasons of the audit, by code."""
    pack = current_pack(area_id)
    return reasons_of((row["code"], row["title"]) for row in (pack.data.get("cause", []) if pack else []))


def returned(viewer: User, wanted: Returned) -> int:
    """The figure as it is reported, of which a viewer may be allowed to open a part."""
    ensure(viewer, Permission.REPORT, wanted.area)
    return len(_abouts(wanted))


def returned_seen(viewer: User, wanted: Returned) -> int:
    """How many of what a figure counts the viewer may open."""
    return clocks_seen(viewer).filter(limit=ADVICE, about__in=_abouts(wanted)).order_by().count()


def returned_list(
    viewer: User,
    wanted: Returned,
    *,
    start: int = 0,
    limit: int | None = 50,
    permission: Permission = Permission.READ_CASES,
) -> list[Row]:
    """One page of what a figure counts, or all of it without a limit; only what the viewer may read, or take away."""
    found = clocks_seen(viewer, permission).filter(limit=ADVICE, about__in=_abouts(wanted))
    found = found.order_by("due_on", "case__reference", "service__label", "id")
    rows = [
        Row(*values) for values in found.values_list(*ROW)[start : None if limit is None else start + limit]
    ]
    saw(viewer, cases={row.case_id for row in rows}, purpose=Purpose.LIST)
    return rows


def _abouts(wanted: Returned) -> set[UUID]:
    """The requests that a figure counts, over the whole area: who may see which of them is asked afterwards."""
    with as_system("counting"):
        refresh()
        _, marks = _counted(wanted.area, wanted.period, wanted.today)
    return {
        mark.about
        for mark in marks
        if mark.part is wanted.part
        and (wanted.service is None or mark.service == wanted.service)
        and (not wanted.code or mark.code == wanted.code)
    }


def _counted(area_id: UUID, period: Period, today: date) -> tuple[list[Asked], list[Mark]]:
    answered = between(Kind.ESCALATION_ANSWERED, area_id, period.first, period.last).values("about")
    fell_due = Q(due_on__range=(period.first, period.last))
    standing = (
        Q(due_on__lt=period.first)
        & (Q(met_on__isnull=True) | Q(met_on__gt=period.last))
        & (Q(ended_on__isnull=True) | Q(ended_on__gt=period.last))
    )
    rows: list[tuple[Any, ...]] = list(
        clocks(area_id)
        .filter(fell_due | standing | Q(about__in=answered))
        .order_by("due_on", "id")
        .values_list("case_id", "about", "service_id", "due_on", "met_on", "ended_on")
    )
    asked = [Asked(*row[1:]) for row in rows]
    return asked, list(returns.marks(asked, _told({row[0] for row in rows}), period, today))


def _told(cases: Iterable[UUID]) -> Iterator[returns.Told]:
    for _, facts in timelines(cases, KINDS):
        yield from filter(None, (returns.told(fact) for fact in effective(facts)))


def _services(
    area_id: UUID, period: Period, marks: Iterable[Mark], days: Mapping[UUID, int]
) -> tuple[Service, ...]:
    """Every service that was live in the period, and any other that has something to count (S0-31)."""
    of: dict[UUID, list[Mark]] = defaultdict(list)
    for mark in marks:
        of[mark.service].append(mark)
    live = Q(live_from__lte=period.last) & (Q(ends_on__isnull=True) | Q(ends_on__gte=period.first))
    ever = Deadline.objects.filter(service=OuterRef("pk"), limit=ADVICE)
    rows = Provider.objects.filter(live | Q(pk__in=of), area=area_id).annotate(has_data=Exists(ever))
    return tuple(
        Service(
            each.code,
            each.label,
            each.has_data,
            returns.tally(of[each.pk], days) if each.pk in of else Tally(),
        )
        for each in rows.order_by("label")
    )
