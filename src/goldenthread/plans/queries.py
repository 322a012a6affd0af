"""Reading what a council's plan waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from goldenthread.accounts.models import User
from goldenthread.advice import queries as advice
from goldenthread.cases.queries import history, visible
from goldenthread.intake import queries as intake
from goldenthread.intake.models import Request
from goldenthread.rules.access import Permission
from goldenthread.rules.clocks import clocks
from goldenthread.rules.facts import effective
from goldenthread.rules.holds import LIMIT, Hold, holds

ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Asked:
    """A service that was asked: its id as text, its label, and when its advice came or is due."""

    service: str
    label: str
    due_on: date
    met_on: date | None


@dataclass(frozen=True, slots=True)
class Plan:
    """One council request with what its plan may wait for. `due_on`: the end of the 20 weeks, where it is known."""

    request: Request
    child: str
    reference: str
    council: str
    asked: tuple[Asked, ...]
    hold: Hold | None
    due_on: date | None


def plan(request_id: UUID, viewer: User) -> Plan | None:
    """The council's request, where the viewer may decide about its plan."""
    request = intake.request(request_id, viewer)
    if request is None or not visible(viewer, Permission.PLAN).filter(pk=request.case_id).exists():
        return None
    told = effective(history(request.case_id, viewer))
    running = {clock.about: clock for clock in clocks(told) if clock.limit == ADVICE and not clock.ended_on}
    due = {clock.about: clock.due_on for clock in clocks(told) if clock.limit == LIMIT}
    asked = [(each, running.get(str(each.pk))) for each in advice.of_request(request_id, viewer)]
    return Plan(
        request=request,
        child=request.case.child.name,
        reference=request.case.reference,
        council=request.council.name,
        asked=tuple(
            Asked(str(each.service_id), each.service.label, clock.due_on, clock.met_on)
            for each, clock in asked
            if clock
        ),
        hold=holds(told).get(str(request_id)),
        due_on=due.get(str(request_id)),
    )
