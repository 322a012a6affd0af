"""Reading the snapshot. Every query derives marked cases first, so no reader sees a stale date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Min, OrderBy, Q, QuerySet

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import scope
from goldenthread.audit.watch import saw
from goldenthread.cases.models import Case
from goldenthread.cases.queries import numbered, seen
from goldenthread.cases.queries import visible as visible_cases
from goldenthread.deadlines.awaited import Deed
from goldenthread.deadlines.models import Awaited, Deadline
from goldenthread.deadlines.snapshot import refresh
from goldenthread.people.names import search_form
from goldenthread.post.queries import answers_for
from goldenthread.rules.access import Permission, Section
from goldenthread.rules.identifiers import digits
from goldenthread.rules.outcomes import Answer
from goldenthread.rules.traces import Purpose

ADVICE = "advice"
COUNT_CAP = 10_000
OPEN = Q(met_on__isnull=True, ended_on__isnull=True)
HELD = Q(held_until__isnull=False)
REFUSED = Q(outcome=Answer.NOT_PROVIDED.value)

SORTS = {
    "due": ("due_on",),
    "child": ("case__child__search_name",),
    "reference": ("case__reference",),
    "service": ("service__label",),
    "received": ("starts_on",),
    "step": ("last_step_on",),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a worklist is asked for. Empty values ask for everything."""

    due: str = "open"
    area: UUID | None = None
    service: UUID | None = None
    school: UUID | None = None
    step: str = ""
    search: str = ""
    sort: str = "due"
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One request for advice as a list shows it: plain values, no further query."""

    about: UUID
    case_id: UUID
    child_id: UUID
    reference: str
    surname: str
    forename: str
    area: str
    service_id: UUID
    service: str
    received_on: date
    due_on: date
    acknowledged_on: date | None
    met_on: date | None
    excused_on: date | None
    ended_on: date | None
    last_step: str
    last_step_on: date | None
    next_step: str
    next_step_send_on: date | None
    is_before_go_live: bool
    held_until: date | None
    outcome: str
    promised_on: date | None


ROW = (
    "about", "case_id", "case__child_id", "case__reference", "case__child__surname", "case__child__forename",
    "area__name", "service_id", "service__label", "starts_on", "due_on", "acknowledged_on", "met_on", "excused_on",
    "ended_on", "last_step", "last_step_on", "next_step", "next_step_send_on", "is_before_go_live",
    "held_until", "outcome", "promised_on",
)  # fmt: skip


def visible(viewer: User, permission: Permission = Permission.READ_CASES) -> QuerySet[Deadline]:
    """The clocks that the viewer may see, freshly derived: an area's, a council's, or some services'."""
    refresh()
    return seen(Deadline.objects.all(), viewer, permission, service="service_id", section=Section.ADVICE)


def worklist(
    viewer: User,
    wanted: Wanted,
    today: date,
    *,
    start: int = 0,
    limit: int = 50,
    permission: Permission = Permission.READ_CASES,
) -> list[Row]:
    """One page of requests for advice, in the order asked for; to take away, those that may be taken away."""
    found = _ordered(_wanted(viewer, wanted, today, permission), wanted)
    rows = [Row(*values) for values in found.values_list(*ROW)[start : start + limit]]
    purpose = Purpose.SEARCH if wanted.search.strip() else Purpose.LIST
    saw(viewer, cases={row.case_id for row in rows}, purpose=purpose)
    return rows


def count(viewer: User, wanted: Wanted, today: date) -> int:
    """How many there are; counting stops at COUNT_CAP + 1, so that a page never waits for a nation's count."""
    return _wanted(viewer, wanted, today).order_by()[: COUNT_CAP + 1].count()


def tallies(viewer: User, wanted: Wanted, today: date) -> dict[str, int]:
    """How many of the open requests wanted are on each list of the day: overdue, due within a week, and so on."""
    found = _wanted(viewer, replace(wanted, due="open"), today)
    held = _wanted(viewer, replace(wanted, due="held"), today).order_by().count()
    counted: dict[str, int] = found.order_by().aggregate(
        open=Count("id"),
        overdue=Count("id", filter=Q(due_on__lt=today)),
        week=Count("id", filter=Q(due_on__gte=today, due_on__lte=today + timedelta(days=7))),
        unacknowledged=Count("id", filter=Q(acknowledged_on__isnull=True)),
        before_go_live=Count("id", filter=Q(is_before_go_live=True)),
        not_known=Count("id", filter=~Q(route="")),
        broken=Count("id", filter=_broken(today)),
        refused=Count("id", filter=REFUSED),
    )
    return {**counted, "held": held}


def before_go_live(viewer: User) -> list[Row]:
    """Open requests that were late before they came here: their ladder waits for a person, and no tick raises it."""
    found = (
        visible(viewer)
        .filter(OPEN, limit=ADVICE, is_before_go_live=True)
        .order_by("due_on", "case__reference", "id")
    )
    rows = [Row(*values) for values in found.values_list(*ROW)]
    saw(viewer, cases={row.case_id for row in rows}, purpose=Purpose.LIST)
    return rows


def steps_in_use(viewer: User) -> list[str]:
    """The steps on which open requests stand, for the filter."""
    rows = visible(viewer).filter(OPEN, limit=ADVICE).exclude(last_step="")
    return sorted(set(rows.order_by().values_list("last_step", flat=True)))


def of_case(case_id: UUID, viewer: User) -> list[Deadline]:
    """Every clock of one case, the earliest due first."""
    rows = visible(viewer).filter(case_id=case_id).select_related("service")
    found = list(rows.order_by("due_on", "limit", "service__label"))
    saw(viewer, cases={row.case_id for row in found}, purpose=Purpose.PAGE)
    return found


def clock(about: UUID, limit: str, viewer: User) -> Deadline | None:
    """One clock of one request."""
    rows = visible(viewer).select_related("service", "case", "case__child", "case__area")
    found = rows.filter(about=about, limit=limit).first()
    saw(viewer, cases=[found.case_id] if found else [], purpose=Purpose.PAGE)
    return found


def service_figures(viewer: User, service_id: UUID, today: date) -> dict[str, Any]:
    """How one service stands at this moment (S0-24): counted as the page loads."""
    rows = visible(viewer).filter(limit=ADVICE, service_id=service_id)
    year = today - timedelta(days=365)
    return rows.order_by().aggregate(
        open=Count("id", filter=OPEN),
        overdue=Count("id", filter=OPEN & Q(due_on__lt=today)),
        unacknowledged=Count("id", filter=OPEN & Q(acknowledged_on__isnull=True)),
        not_known=Count("id", filter=OPEN & ~Q(route="")),
        returned=Count("id", filter=Q(met_on__gte=year)),
        in_time=Count("id", filter=Q(met_on__gte=year, met_on__lte=F("due_on"))),
        oldest_due_on=Min("due_on", filter=OPEN),
        last_returned_on=Max("met_on"),
    )


def _wanted(
    viewer: User, wanted: Wanted, today: date, permission: Permission = Permission.READ_CASES
) -> QuerySet[Deadline]:
    found = visible(viewer, permission).filter(_due(wanted.due, today), limit=ADVICE)
    for name, value in (
        ("area_id", wanted.area),
        ("service_id", wanted.service),
        ("case__child__school_id", wanted.school),
        ("last_step", wanted.step),
    ):
        if value:
            found = found.filter(**{name: value})
    return found.filter(_search(wanted.search, viewer)) if wanted.search.strip() else found


def _due(due: str, today: date) -> Q:
    """The lists that a day's work starts from, as comparisons with the day."""
    return {
        "overdue": OPEN & Q(due_on__lt=today),
        "week": OPEN & Q(due_on__gte=today, due_on__lte=today + timedelta(days=7)),
        "unacknowledged": OPEN & Q(acknowledged_on__isnull=True),
        "before-go-live": OPEN & Q(is_before_go_live=True),
        "held": HELD,
        "not-known": OPEN & ~Q(route=""),
        "broken": OPEN & _broken(today),
        "refused": OPEN & REFUSED,
        "returned": Q(met_on__isnull=False),
        "all": Q(),
    }.get(due, OPEN)


def _search(words: str, viewer: User) -> Q:
    """By name (any word of it from its start), reference or, for those who may see it, NHS number."""
    name = search_form(words)
    found = Q(case__reference__istartswith=words.strip())
    if name:
        found |= Q(case__child__search_name__startswith=name) | Q(
            case__child__search_name__contains=f" {name}"
        )
    if number := digits(words):
        found |= Q(case__in=numbered(number, viewer))
    return found


def _broken(today: date) -> Q:
    """A promise whose day is past, or that was taken back: health answers anew."""
    return Q(promised_on__lt=today) | Q(outcome=Answer.TAKEN_BACK.value)


def _ordered(found: QuerySet[Deadline], wanted: Wanted) -> QuerySet[Deadline]:
    """In the order asked for; ties by due date, then by row, so that pages never overlap."""
    columns: Sequence[str] = SORTS.get(wanted.sort, SORTS["due"])
    order = [OrderBy(F(name), descending=wanted.is_descending, nulls_last=True) for name in columns]
    return found.order_by(*order, "due_on", "id")


def awaited(viewer: User, deed: Deed | None = None) -> QuerySet[Awaited]:
    """The council requests that wait for the single point of contact itself, freshly derived: the oldest first.

    A service's member sees what the service was asked, no more.
    """
    refresh()
    led = seen(Awaited.objects.all(), viewer, service="", section=Section.REQUESTS)
    found = led if deed is None else led.filter(deed=deed.value)
    return found.order_by("received_on", "case__reference")


def to_ask(viewer: User, today: date) -> QuerySet[Case]:
    """The open cases of young people who are to be asked, freshly derived, where the viewer says who sees them."""
    refresh()
    reached = scope(viewer, Permission.SHARE).reached
    return visible_cases(viewer, Permission.SHARE).filter(area__in=reached, ask_on__lte=today)


def promise(about: UUID, viewer: User, today: date) -> date | None:
    """By which day the viewer promised advice that is still awaited, where that day is not past; else nothing."""
    rows = visible(viewer, Permission.WRITE_LETTERS).filter(OPEN, about=about, promised_on__gte=today)
    found = rows.first()
    step = found.last_step if found else ""
    is_theirs = answers_for(
        about, step, viewer
    )  # asked also where there is none: absent and shut are told apart by nothing
    return found.promised_on if found and is_theirs else None
