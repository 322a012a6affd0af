"""Reading questions: who may read one, whose it is to answer, and of whom one can ask.

A question stands in what staff write beside the record. A service's people read those that their service was asked
or asked itself, and those about the case as a whole; everybody else who is led to the case reads all of its.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, OrderBy, Q, QuerySet

from goldenthread.accounts.models import User
from goldenthread.accounts.queries import opens, scope
from goldenthread.audit.watch import saw
from goldenthread.cases import queries as cases
from goldenthread.cases.models import Case
from goldenthread.directory.models import Organisation, Service
from goldenthread.directory.queries import current_pack
from goldenthread.intake.models import Question, Request
from goldenthread.rules.access import Permission, Role, Section, may
from goldenthread.rules.facts import Kind, effective
from goldenthread.rules.ladder import SPOC
from goldenthread.rules.traces import Purpose

PART = Section.REMARKS
SORTS = {
    "due": ("due_on",),
    "asked": ("asked_on",),
    "child": ("case__child__search_name",),
    "answered": ("answered_on",),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of questions is asked for. Empty values ask for everything."""

    whose: str = ""
    state: str = "open"
    service: UUID | None = None
    area: UUID | None = None
    sort: str = "due"
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One question in plain values. `owner` answers it; `may_answer` says whether the viewer may."""

    id: UUID
    case_id: UUID
    child: str
    reference: str
    area: str
    is_of_the_case: bool
    text: str
    asker: str
    owner: str
    asked_on: date
    due_on: date
    answer: str
    answered_by: str
    answered_on: date | None
    may_answer: bool


def visible(viewer: User, permission: Permission = Permission.READ_CASES) -> QuerySet[Question]:
    """The questions that the viewer may read."""
    rows = Question.objects.all()
    if opens(viewer, PART) is None:
        return rows.none()
    led = cases.seen(rows, viewer, permission, section=PART)
    services = scope(viewer, permission).services
    if not services:
        return led
    beyond = cases.seen(rows, viewer, permission, service="", section=PART)
    own = Q(to_service__in=services) | Q(from_service__in=services) | Q(request__isnull=True)
    return led.filter(own | Q(pk__in=beyond.values("pk")))


def listed(
    viewer: User,
    wanted: Wanted,
    *,
    start: int = 0,
    limit: int | None = 50,
    permission: Permission = Permission.READ_CASES,
) -> list[Asked]:
    """One page of questions in the order asked for; to take away, those that may be taken away."""
    columns: Sequence[str] = SORTS.get(wanted.sort, SORTS["due"])
    order = [OrderBy(F(name), descending=wanted.is_descending, nulls_last=True) for name in columns]
    rows = _wanted(viewer, wanted, permission).order_by(*order, "due_on", "id")
    return _read(rows[start : start + limit if limit else None], viewer, Purpose.LIST)


def count(viewer: User, wanted: Wanted) -> int:
    """How many questions there are of this kind."""
    return _wanted(viewer, wanted, Permission.READ_CASES).count()


def of_case(case_id: UUID, viewer: User) -> list[Asked]:
    """A case's questions, those that wait first, then the latest."""
    rows = visible(viewer).filter(case_id=case_id)
    return _read(rows.order_by(F("answered_on").desc(nulls_first=True), "due_on", "id"), viewer, Purpose.PAGE)


def to_answer(question_id: UUID, viewer: User) -> Asked | None:
    """A question that the viewer may answer, or might have, were it not answered."""
    found = _read(visible(viewer, Permission.ASK).filter(pk=question_id), viewer, Purpose.FORM)
    return next((each for each in found if each.may_answer), None)


def case(case_id: UUID, viewer: User) -> Case | None:
    """The case, where the viewer may ask about it."""
    may = cases.visible(viewer, Permission.ASK).filter(pk=case_id).exists()
    return cases.case(case_id, viewer) if may else None


def owners(asked_about: Case, viewer: User) -> dict[str, str]:
    """Of whom the viewer may ask: the case's services and councils, and the area's roles that have a mailbox.

    Whoever reads only a service's part asks no other service: which were asked is not theirs to know.
    """
    where = scope(viewer, Permission.ASK)
    services = _services(asked_about, viewer)
    councils = Organisation.objects.filter(pk__in=requests(asked_about, viewer).values("council")).order_by(
        "name"
    )
    roles = _roles([asked_about.area_id]).items()
    is_desk = asked_about.area_id in scope(viewer, Permission.WORK).areas
    return {
        **{f"role:{code}": name for (_, code), name in roles if code == SPOC and not is_desk},
        **{f"service:{each.pk}": each.label for each in services if each.pk not in where.services},
        **{f"council:{each.pk}": each.name for each in councils if each.pk not in where.councils},
        **{f"role:{code}": name for (_, code), name in roles if code != SPOC},
    }


def requests(asked_about: Case, viewer: User) -> QuerySet[Request]:
    """The case's requests, about one of which a question may be."""
    rows = Request.objects.filter(case=asked_about).select_related("council")
    return cases.seen(rows, viewer, section=Section.REQUESTS).order_by("id")


def side(asked_about: Case, viewer: User) -> tuple[Service | None, Organisation | None]:
    """For whom the viewer asks: a service that was asked on the case, or a council of it; else the area's desk."""
    where = scope(viewer, Permission.ASK)
    if asked_about.area_id in where.areas:
        return None, None
    service = next((each for each in _services(asked_about, viewer) if each.pk in where.services), None)
    councils = (each.council for each in Request.objects.filter(case=asked_about).select_related("council"))
    return service, next((each for each in councils if each.pk in where.councils), None)


def may_answer(question: Question, viewer: User) -> bool:
    """Whoever it was put to; and the single point of contact for health's services and roles."""
    where = scope(viewer, Permission.ASK)
    if question.to_council_id:
        return question.to_council_id in where.councils
    if question.to_role:
        return question.area_id in where.areas
    return (
        question.to_service_id in where.services or question.area_id in scope(viewer, Permission.WORK).areas
    )


def _wanted(viewer: User, wanted: Wanted, permission: Permission) -> QuerySet[Question]:
    found = visible(viewer, permission).filter(_state(wanted.state), _whose(wanted.whose, viewer))
    if wanted.area:
        found = found.filter(area_id=wanted.area)
    if wanted.service:
        found = found.filter(Q(to_service=wanted.service) | Q(from_service=wanted.service))
    return found


def _state(state: str) -> Q:
    return {"answered": Q(answered_on__isnull=False), "all": Q()}.get(state, Q(answered_on__isnull=True))


def _whose(whose: str, viewer: User) -> Q:
    """Mine are those that wait for my service, my council or my desk; or those that I asked."""
    if whose == "asked":
        return Q(asked_by=viewer)
    if whose != "mine":
        return Q()
    where, desks = scope(viewer, Permission.ASK), scope(viewer, Permission.WORK).areas
    return (
        Q(to_service__in=where.services)
        | Q(to_council__in=where.councils)
        | Q(to_role=SPOC, area__in=desks)
        | (~Q(to_role__in=["", SPOC]) & Q(area__in=where.areas - desks))
    )


def _read(rows: QuerySet[Question], viewer: User, purpose: Purpose) -> list[Asked]:
    near = (
        "case__child",
        "area",
        "asked_by",
        "answered_by",
        "to_service",
        "to_council",
        "from_service",
        "from_council",
    )
    found = list(rows.select_related(*near))
    saw(viewer, cases={each.case_id for each in found}, purpose=purpose)
    names = _roles({each.area_id for each in found if each.to_role})
    return [_asked(each, names, viewer) for each in found]


def _asked(row: Question, names: Mapping[tuple[UUID, str], str], viewer: User) -> Asked:
    side = row.from_service.label if row.from_service else row.from_council.name if row.from_council else ""
    return Asked(
        id=row.pk,
        case_id=row.case_id,
        child=row.case.child.name,
        reference=row.case.reference,
        area=row.area.name,
        is_of_the_case=row.request_id is None,
        text=row.text,
        asker=f"{row.asked_by.name}, {side}" if side else row.asked_by.name,
        owner=_owner(row, names),
        asked_on=row.asked_on,
        due_on=row.due_on,
        answer=row.answer,
        answered_by=row.answered_by.name if row.answered_by else "",
        answered_on=row.answered_on,
        may_answer=may_answer(row, viewer),
    )


def _owner(row: Question, names: Mapping[tuple[UUID, str], str]) -> str:
    if row.to_service:
        return row.to_service.label
    return row.to_council.name if row.to_council else names.get((row.area_id, row.to_role), row.to_role)


def _services(asked_about: Case, viewer: User) -> list[Service]:
    """The services asked for advice on the case, of those that the viewer reads."""
    told = effective(cases.history(asked_about.pk, viewer))
    sought = {fact.details["service"] for fact in told if fact.kind == Kind.ADVICE_SOUGHT}
    return list(Service.objects.filter(area=asked_about.area_id, pk__in=sought).order_by("label"))


def _roles(area_ids: Iterable[UUID]) -> dict[tuple[UUID, str], str]:
    """The areas' roles that have a mailbox and are no council's, by area and code; none that reads no question."""
    named: dict[tuple[UUID, str], str] = {}
    for area_id in area_ids:
        pack = current_pack(area_id)
        data: Mapping[str, Any] = pack.data if pack else {}
        councils = {row["code"] for row in data.get("organisation", []) if row["kind"] == "council"}
        for row in data.get("role", []):
            player = row.get("played_by")
            is_blind = bool(player) and not may([Role(player)], Permission.ASK)
            if row.get("mailbox") and row.get("organisation") not in councils and not is_blind:
                named[area_id, row["code"]] = row["name"]
    return named
