"""Which rows of the snapshot each figure counts. The figure and the list behind it read the same condition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Aggregate, Exists, F, FloatField, Func, IntegerField, OuterRef, Q, QuerySet

from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.models import Fact
from goldenthread.deadlines.models import Deadline
from goldenthread.measures.figures import NO_STEP, Figure
from goldenthread.measures.month import Month
from goldenthread.measures.queries.told import explained, last_step_by, told
from goldenthread.rules.facts import Kind

ADVICE = "advice"


class DaysLate(Func):
    """Calendar days from the day the advice was due to the day it came."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


class Median(Aggregate):
    """The middle value, or halfway between the two in the middle."""

    template = "percentile_cont(0.5) within group (order by %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True, slots=True)
class Wanted:
    """One figure of one area's month: of one service or of all, of one step or cause where it is of those.

    `read_on` is the day on which it is counted, or the month's last day once that is past.
    """

    area: UUID
    month: Month
    read_on: date
    figure: Figure
    service: UUID | None = None
    step: str = ""
    cause: str = ""


def clocks(area_id: UUID, among: QuerySet[Deadline] | None = None) -> QuerySet[Deadline]:
    """An area's clocks of advice, but for requests whose receipt was struck out: those count nowhere."""
    corrections = Fact.objects.filter(area=area_id, kind=Kind.FACT_CORRECTED.value, details__void=True)
    receipts = Fact.objects.filter(pk__in=corrections.values("corrects"), kind=Kind.REQUEST_RECEIVED.value)
    standing = told(Kind.REQUEST_RECEIVED).filter(pk=OuterRef("pk"))
    mistaken = receipts.filter(~Exists(standing)).values("about")
    found = Deadline.objects.all() if among is None else among
    return found.filter(area=area_id, limit=ADVICE).exclude(
        about__in=AdviceRequest.objects.filter(request__in=mistaken).values("pk")
    )


def behind(wanted: Wanted, among: QuerySet[Deadline]) -> QuerySet[Deadline]:
    """The clocks that a figure counts, of those among which the viewer may look."""
    found = clocks(wanted.area, among).annotate(days_late=DaysLate("met_on", "due_on"))
    found = found.filter(condition(wanted.figure, wanted.month, wanted.read_on))
    if wanted.service:
        found = found.filter(service=wanted.service)
    if wanted.figure is Figure.STEP and wanted.step:
        step = "" if wanted.step == NO_STEP else wanted.step
        found = found.annotate(step=last_step_by(wanted.month.last)).filter(step=step)
    if wanted.figure is Figure.CAUSE:
        reasons = explained(wanted.area, wanted.month).filter(
            case=OuterRef("case_id"), about=OuterRef("about")
        )
        found = found.filter(Exists(reasons.filter(cause=wanted.cause) if wanted.cause else reasons))
    return found


def condition(figure: Figure, month: Month, read_on: date) -> Q:
    """What makes a clock count. Rows need `days_late`; causes and steps are told apart by their callers."""
    days = (month.first, month.last)
    asked, returned = Q(starts_on__range=days), Q(met_on__range=days)
    outstanding = (
        Q(starts_on__lte=month.last)
        & (Q(met_on__isnull=True) | Q(met_on__gt=month.last))
        & (Q(ended_on__isnull=True) | Q(ended_on__gt=month.last))
    )
    return {
        Figure.ASKED: asked,
        Figure.ACKNOWLEDGED: asked & Q(acknowledged_on__isnull=False),
        Figure.RETURNED: returned,
        Figure.RETURNED_IN_TIME: returned & Q(met_on__lte=F("due_on")),
        Figure.RETURNED_LATE: returned & Q(met_on__gt=F("due_on")),
        Figure.LATE_1_TO_7: returned & Q(days_late__range=(1, 7)),
        Figure.LATE_8_TO_14: returned & Q(days_late__range=(8, 14)),
        Figure.LATE_15_TO_28: returned & Q(days_late__range=(15, 28)),
        Figure.LATE_OVER_28: returned & Q(days_late__gt=28),
        Figure.EXCUSED: touched(month) & Q(excused_on__range=days),
        Figure.WITHDRAWN: Q(ended_on__range=days),
        Figure.OUTSTANDING: outstanding,
        Figure.OUTSTANDING_LATE: outstanding & Q(due_on__lt=read_on),
        Figure.STEP: outstanding,
        Figure.CAUSE: Q(),
    }[figure]


def touched(month: Month) -> Q:
    """What a month could count at all: nothing that started after it, or had come to its end before it."""
    is_open = Q(met_on__isnull=True, ended_on__isnull=True)
    return Q(starts_on__lte=month.last) & (
        is_open | Q(met_on__gte=month.first) | Q(ended_on__gte=month.first)
    )
