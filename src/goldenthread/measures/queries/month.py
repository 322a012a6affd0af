"""Counting one area's month, in a handful of statements however many requests there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncMonth

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import ensure
from goldenthread.database.acting import as_system
from goldenthread.deadlines.models import Deadline
from goldenthread.deadlines.snapshot import refresh
from goldenthread.design.words import LONDON
from goldenthread.directory.models import Area
from goldenthread.directory.models import Service as Asked
from goldenthread.directory.queries import current_pack
from goldenthread.measures.figures import NO_STEP, Counts, Figure, Received, Service, Sitrep
from goldenthread.measures.month import Month, month_of
from goldenthread.measures.queries.clocks import ADVICE, DaysLate, Median, clocks, condition, touched
from goldenthread.measures.queries.told import explained, last_step_by, requests
from goldenthread.rules.access import Permission

SPAN = 12
COUNTED = tuple(
    figure for figure in Figure if not figure.is_of_requests and figure not in (Figure.STEP, Figure.CAUSE)
)
Tally = Mapping[UUID, Mapping[str, int]]


def sitrep(area: Area, month: Month, *, viewer: User, at: datetime) -> Sitrep:
    """The month of one area as it stands `at` this moment. Counts alone: no child is read (S0-14, S0-31)."""
    ensure(viewer, Permission.REPORT, area.pk)
    with as_system("counting"):
        return _sitrep(area, month, at)


def _sitrep(area: Area, month: Month, at: datetime) -> Sitrep:
    """Counted over the whole area, whatever of it the viewer may open: the same figures for everybody."""
    refresh()
    today = at.astimezone(LONDON).date()
    figures = _figures(area.pk, month, min(month.last, today))
    steps, causes = _by_step(area.pk, month), _by_cause(area.pk, month)
    received = _received(area.pk, month)
    data = _practice(area.pk)
    return Sitrep(
        area=area.code,
        area_name=area.name,
        front_door=area.front_door,
        month=month,
        counted_at=at,
        is_over=today > month.last,
        requests_received=received[-1].requests,
        known=received[-1].known,
        services=_services(area.pk, month, figures, steps, causes),
        total=_counts(_total(area.pk, month, figures), _sum(steps), _sum(causes)),
        requests_by_month=received,
        steps=_titled(data["ladder"]["step"] if data else [], steps),
        causes=_titled(data.get("cause", []), causes),
    )


def _figures(area_id: UUID, month: Month, read_on: date) -> dict[UUID, dict[str, Any]]:
    """Every figure of every service, in one statement."""
    wanted: dict[str, Any] = {
        _name(figure): Count("id", filter=condition(figure, month, read_on)) for figure in COUNTED
    }
    wanted["median_days_late"] = Median("days_late", filter=condition(Figure.RETURNED_LATE, month, read_on))
    rows = _dated(area_id).filter(touched(month)).values("service_id").annotate(**wanted)
    return {row["service_id"]: {name: row[name] for name in wanted} for row in rows}


def _total(area_id: UUID, month: Month, figures: Mapping[UUID, Mapping[str, Any]]) -> dict[str, Any]:
    """All services together: sums, but for the median, which has to be found among them all."""
    sums = {_name(figure): sum(row[_name(figure)] for row in figures.values()) for figure in COUNTED}
    late = _dated(area_id).filter(condition(Figure.RETURNED_LATE, month, month.last))
    return {**sums, **late.aggregate(median_days_late=Median("days_late"))}


def _dated(area_id: UUID) -> QuerySet[Any]:
    return clocks(area_id).annotate(days_late=DaysLate("met_on", "due_on")).order_by()


def _name(figure: Figure) -> str:
    return figure.name.lower()


def _by_step(area_id: UUID, month: Month) -> dict[UUID, dict[str, int]]:
    """The outstanding at the month's end by service and by the last step taken by then."""
    rows = (
        clocks(area_id)
        .filter(condition(Figure.STEP, month, month.last))
        .annotate(step=last_step_by(month.last))
    )
    tally: dict[UUID, dict[str, int]] = defaultdict(dict)
    for service, step, count in rows.order_by().values_list("service_id", "step").annotate(count=Count("id")):
        tally[service][step or NO_STEP] = count
    return tally


def _by_cause(area_id: UUID, month: Month) -> dict[UUID, dict[str, int]]:
    """The requests for advice explained in the month, by service and by cause."""
    own = clocks(area_id).filter(case=OuterRef("case_id"), about=OuterRef("about"))
    rows = (
        explained(area_id, month)
        .annotate(service=Subquery(own.values("service_id")[:1]))
        .filter(service__isnull=False)
    )
    tally: dict[UUID, dict[str, int]] = defaultdict(dict)
    for service, cause, count in (
        rows.order_by().values_list("service", "cause").annotate(count=Count("about", distinct=True))
    ):
        tally[service][cause] = count
    return tally


def _received(area_id: UUID, month: Month) -> tuple[Received, ...]:
    """Requests received and known in this month and the eleven before it (S1-39)."""
    span = month.with_earlier(SPAN)
    rows = requests(area_id, span[0], month).annotate(month=TruncMonth("day")).order_by().values("month")
    counted = rows.annotate(requests=Count("id"), known=Count("id", filter=Q(is_known=True)))
    found = {month_of(row["month"]): (row["requests"], row["known"]) for row in counted}
    return tuple(Received(each, *found.get(each, (0, 0))) for each in span)


def _services(
    area_id: UUID, month: Month, figures: Tally, steps: Tally, causes: Tally
) -> tuple[Service, ...]:
    """Every service that was live in the month, and any other that has something to count (S0-31)."""
    live = Q(live_from__lte=month.last) & (Q(ends_on__isnull=True) | Q(ends_on__gte=month.first))
    ever = Deadline.objects.filter(service=OuterRef("pk"), limit=ADVICE)
    counted = {*figures, *causes}
    rows = Asked.objects.filter(live | Q(pk__in=counted), area=area_id).annotate(has_data=Exists(ever))
    return tuple(
        Service(
            each.code,
            each.label,
            each.name,
            each.provider.name,
            each.has_data,
            _counts(figures.get(each.pk, {}), steps.get(each.pk, {}), causes.get(each.pk, {})),
        )
        for each in rows.select_related("provider").order_by("label")
    )


def _counts(figures: Mapping[str, Any], steps: Mapping[str, int], causes: Mapping[str, int]) -> Counts:
    return Counts(**figures, outstanding_by_step=dict(steps), reasons=dict(causes))


def _sum(tally: Tally) -> dict[str, int]:
    """All services together."""
    total: dict[str, int] = defaultdict(int)
    for counts in tally.values():
        for code, count in counts.items():
            total[code] += count
    return dict(total)


def _practice(area_id: UUID) -> dict[str, Any]:
    pack = current_pack(area_id)
    return pack.data if pack else {}


def _titled(rows: Iterable[Mapping[str, Any]], tally: Tally) -> tuple[tuple[str, str], ...]:
    """The area's steps or causes in their order, then any that only an earlier pack knows, under their codes."""
    titles = {row["code"]: row["title"] for row in rows}
    gone = sorted({code for counts in tally.values() for code in counts} - {*titles, NO_STEP})
    return (*titles.items(), *((code, code) for code in gone))
