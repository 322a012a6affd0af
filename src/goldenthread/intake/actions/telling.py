"""What was told of a council's request, and what cannot be done to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.cases.append import as_told
from goldenthread.cases.models import Case, Fact
from goldenthread.directory.models import Organisation, Service
from goldenthread.intake.models import Request
from goldenthread.intake.queries import councils
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind, effective
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said


def refuse_foreign(area_id: UUID, council: Organisation, by: User) -> None:
    """An officer receives the requests of their own council alone."""
    if council.pk not in {each.pk for each in councils(area_id, by)}:
        raise Refused(
            f"You cannot receive a request of {council.name} here. Choose another council.", field="council"
        )


def refuse_unfit(area_id: object, services: Sequence[Service]) -> None:
    """Refuse services of another area."""
    for service in services:
        if service.area_id != area_id:
            raise Refused(
                f"{service.label} is a service of another area. Choose one of this area's.", field="services"
            )


def told_of(request: Request) -> list[Told]:
    """What was told of this request, with corrections read; its case is locked until the transaction ends."""
    Case.objects.select_for_update().get(pk=request.case_id)
    told = effective(as_told(row) for row in Fact.objects.filter(case=request.case_id))
    return [fact for fact in told if fact.about == str(request.pk)]


def refuse_ended(request: Request) -> None:
    """Refuse where the request has been withdrawn."""
    for fact in told_of(request):
        if fact.kind == Kind.REQUEST_WITHDRAWN:
            raise Refused(
                f"The request was withdrawn on {said(fact.happened_on)}. Receive it anew if it came again."
            )


def received_on(request: Request) -> date:
    """The day on which the request came. Refused where its receipt was struck out."""
    for fact in told_of(request):
        if fact.kind == Kind.REQUEST_RECEIVED:
            return fact.happened_on
    raise Refused("The receipt of this request was struck out. Receive the request anew.")


def refuse_repeated(request: Request, responding: Sequence[Service]) -> None:
    """Refuse the acknowledgement that stands already, as a double click would send it."""
    named = {str(service.pk) for service in responding}
    standing = [fact for fact in told_of(request) if fact.kind == Kind.REQUEST_ACKNOWLEDGED][-1:]
    for fact in standing:
        if set(fact.details["responding"]) == named:
            day = said(fact.happened_on)
            raise Refused(
                f"The council was told on {day} that these services will respond. Choose others, or go back."
            )
