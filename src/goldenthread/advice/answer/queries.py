"""Reading advice that was written here, and the drafts of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from goldenthread.accounts.models import User
from goldenthread.advice.models import AdviceRequest, Contact, Draft, Need, Report
from goldenthread.advice.queries import Asked, visible
from goldenthread.audit.watch import saw
from goldenthread.cases.models import Fact
from goldenthread.cases.queries import remarks, seen
from goldenthread.intake.questions import queries as questions
from goldenthread.intake.questions.queries import Asked as Question
from goldenthread.rules.access import Permission, Section
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind
from goldenthread.rules.traces import Purpose

PARTS = (
    Prefetch("needs", Need.objects.order_by("number")),
    Prefetch("contacts", Contact.objects.order_by("number")),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The advice of one service, as it was handed in."""

    report: Report
    needs: tuple[Need, ...]
    contacts: tuple[Contact, ...]


def answers(advices: Iterable[AdviceRequest], told: Iterable[Told], viewer: User) -> dict[UUID, Answer]:
    """The advice that came for these requests, by request. `told` are effective facts that the viewer may read."""
    wanted = {str(each.pk): each.pk for each in advices}
    came = {
        wanted[fact.about]: UUID(fact.details["report"])
        for fact in told
        if fact.kind == Kind.ADVICE_RECORDED and fact.about in wanted
    }
    rows = seen(Report.objects.filter(pk__in=set(came.values())), viewer, section=Section.ADVICE)
    found = {row.pk: row for row in rows.select_related("document").prefetch_related(*PARTS)}
    saw(viewer, cases={row.case_id for row in found.values()}, purpose=Purpose.PAGE)
    return {about: _answer(found[report]) for about, report in came.items() if report in found}


def _answer(report: Report) -> Answer:
    return Answer(report, tuple(report.needs.all()), tuple(report.contacts.all()))


def draft(advice_id: UUID, viewer: User) -> Draft | None:
    """The draft of this advice, for whoever may hand it in."""
    found = _drafts(viewer).filter(advice=advice_id).first()
    saw(viewer, cases=[found.case_id] if found else [], purpose=Purpose.FORM)
    return found


def draft_version(advice_id: UUID, viewer: User) -> int:
    """The version of this advice's draft, for whoever may hand it in; 0 where there is none. It shows nothing of it."""
    return _drafts(viewer).filter(advice=advice_id).values_list("version", flat=True).first() or 0


def drafts(case_id: UUID, viewer: User) -> dict[UUID, Draft]:
    """The drafts of a case that the viewer may go on with, by request."""
    found = {row.advice_id: row for row in _drafts(viewer).filter(case=case_id)}
    saw(viewer, cases=[case_id] if found else [], purpose=Purpose.PAGE)
    return found


def _drafts(viewer: User) -> QuerySet[Draft]:
    rows = Draft.objects.filter(advice__in=visible(viewer, Permission.ANSWER)).select_related("saved_by")
    return seen(rows, viewer, Permission.ANSWER, service="advice__service_id", section=Section.ADVICE)


def sought_with(asked: Asked, viewer: User) -> str:
    """What was written to the service when it was asked."""
    rows = Fact.objects.filter(about=asked.advice.pk, kind=Kind.ADVICE_SOUGHT.value)
    written = remarks(asked.case_id, viewer)
    return next(
        (written[pk] for pk in rows.order_by("-sequence").values_list("pk", flat=True) if pk in written), ""
    )


def asked_of(asked: Asked, viewer: User) -> list[Question]:
    """The questions that were put to this service about the case, and what it has answered."""
    return [each for each in questions.of_case(asked.case_id, viewer) if each.owner == asked.service]
