"""Facts as they stand once their corrections are read, in SQL: `rules.facts.effective`, for many cases at once.

A test holds the two equal. Nothing here is filtered by a viewer: callers count, or join to what a viewer may see.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, NullIf

from goldenthread.cases.models import Fact
from goldenthread.measures.month import Month
from goldenthread.rules.facts import Kind
from goldenthread.rules.involvement import OPEN, Involvement

Told = QuerySet[Any]
"""Facts with the columns that these statements add, of which the types of models know nothing."""


class YearBefore(Func):
    """The same date a year before; of 29 February, 28 February."""

    template = "(%(expressions)s - interval '1 year')::date"
    output_field = DateField()


def told(kind: Kind, facts: QuerySet[Fact] | None = None) -> Told:
    """The facts of a kind that stand: `day` is when they happened, by the last correction where there is one."""
    corrections = Fact.objects.filter(corrects=OuterRef("pk")).order_by("-sequence")
    void = corrections.annotate(void=Cast(KT("details__void"), BooleanField())).values("void")[:1]
    return (
        (Fact.objects.filter(kind=kind.value) if facts is None else facts)
        .annotate(
            day=Coalesce(Subquery(corrections.values("happened_on")[:1]), F("happened_on")),
            is_void=Coalesce(Subquery(void), False),
        )
        .filter(is_void=False)
    )


def told_of_row(kind: Kind) -> Told:
    """For each row of an outer query, the facts of a kind that stand about its request.

    The kind is compared through a function, so that the database looks among the case's own few facts and never
    among all of the kind, whatever it believes of a table that has just been filled.
    """
    own = Fact.objects.filter(case=OuterRef("case_id"), about=OuterRef("about"))
    return told(kind, own.annotate(is_of=Coalesce(F("kind"), Value(""))).filter(is_of=kind.value))


def between(kind: Kind, area_id: UUID, first: date, last: date) -> Told:
    """An area's facts of a kind that happened in these days, both included, however they were first dated."""
    days = (first, last)
    moved_here = Fact.objects.filter(area=area_id, kind=Kind.FACT_CORRECTED.value, happened_on__range=days)
    likely = Q(happened_on__range=days) | Q(pk__in=moved_here.values("corrects"))
    return told(kind).filter(likely, area=area_id, day__range=days)


def detail(name: str) -> Coalesce:
    """One detail of a fact, as the last correction that names it left it."""
    corrections = Fact.objects.filter(corrects=OuterRef("pk"), details__details__has_key=name).order_by(
        "-sequence"
    )
    corrected = corrections.annotate(detail=KT(f"details__details__{name}")).values("detail")[:1]
    return Coalesce(Subquery(corrected), KT(f"details__{name}"))


def requests(area_id: UUID, first: Month, last: Month) -> Told:
    """The council's requests received from one month to another, with whether the child was known to a service."""
    received = between(Kind.REQUEST_RECEIVED, area_id, first.first, last.last)
    found: Told = received.annotate(is_known=_known())
    return found


def _known() -> Exists:
    """`rules.involvement.is_known`, in SQL: whether any service knew the child of this request."""
    checks = told_of_row(Kind.INVOLVEMENT_CHECKED).annotate(
        involvement=detail("involvement"),
        closed_on=Cast(NullIf(detail("closed_on"), Value("")), DateField()),
    )
    recently = Q(involvement=Involvement.CLOSED.value, closed_on__gte=YearBefore(OuterRef("day")))
    return Exists(checks.filter(Q(involvement__in=[each.value for each in OPEN]) | recently))


def explained(area_id: UUID, month: Month) -> Told:
    """The explanations of lateness given in a month, with their `cause`."""
    given = between(Kind.LATENESS_EXPLAINED, area_id, month.first, month.last)
    found: Told = given.annotate(cause=detail("cause"))
    return found


def last_step_by(day: date) -> Case:
    """For a row of the snapshot: the last step of the ladder taken by this day; nothing where none was.

    The snapshot knows the last step of all; only where that was taken later are the facts read.
    """
    steps = told_of_row(Kind.STEP_RAISED).filter(day__lte=day)
    earlier = steps.annotate(step=detail("step")).order_by("-day", "-sequence").values("step")[:1]
    return Case(
        When(Q(last_step_on__isnull=True) | Q(last_step_on__lte=day), then=F("last_step")),
        default=Coalesce(Subquery(earlier), Value(""), output_field=CharField()),
        output_field=CharField(),
    )
