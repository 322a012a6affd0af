"""Where a case, a council's request or a request for advice stands, by questions asked in order.

A stage is never stored: it is asked of the facts, corrections already read (`facts.effective`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from goldenthread.rules.facts import Fact, Kind


class AdviceStage(StrEnum):
    """Where one request for advice stands on a day."""

    TO_ACKNOWLEDGE = "to_acknowledge"
    AWAITED = "awaited"
    LATE = "late"
    RECORDED = "recorded"
    RECORDED_LATE = "recorded_late"
    WITHDRAWN = "withdrawn"


class CaseStage(StrEnum):
    """Where a council's request, or the whole case, stands; in the order in which it goes through them."""

    RECEIVED = "received"
    TO_SEEK = "to_seek"
    GATHERING = "gathering"
    ALL_IN = "all_in"
    WITHDRAWN = "withdrawn"


ADVICE_CLOSED = frozenset({AdviceStage.RECORDED, AdviceStage.RECORDED_LATE, AdviceStage.WITHDRAWN})
LABELS: dict[AdviceStage | CaseStage, str] = {
    AdviceStage.TO_ACKNOWLEDGE: "Waiting for the service to acknowledge",
    AdviceStage.AWAITED: "Advice awaited",
    AdviceStage.LATE: "Late",
    AdviceStage.RECORDED: "Advice received",
    AdviceStage.RECORDED_LATE: "Advice received late",
    AdviceStage.WITHDRAWN: "Withdrawn",
    CaseStage.RECEIVED: "Received, to be acknowledged",
    CaseStage.TO_SEEK: "Acknowledged, advice to be sought",
    CaseStage.GATHERING: "Advice being gathered",
    CaseStage.ALL_IN: "All advice received",
    CaseStage.WITHDRAWN: "Withdrawn",
}


def advice_stage(facts: Iterable[Fact], *, due_on: date, today: date) -> AdviceStage:
    """The stage of one advice request; `facts` are those about it and about the council's request behind it.

    Advice that came before anybody withdrew the request is advice received.
    """
    on: dict[str, date] = {}
    for fact in facts:
        on[fact.kind] = min(on.get(fact.kind, fact.happened_on), fact.happened_on)
    recorded_on = on.get(Kind.ADVICE_RECORDED)
    if recorded_on is not None:
        return AdviceStage.RECORDED if recorded_on <= due_on else AdviceStage.RECORDED_LATE
    if Kind.ADVICE_WITHDRAWN in on or Kind.REQUEST_WITHDRAWN in on:
        return AdviceStage.WITHDRAWN
    if today > due_on:
        return AdviceStage.LATE
    return AdviceStage.AWAITED if Kind.ADVICE_ACKNOWLEDGED in on else AdviceStage.TO_ACKNOWLEDGE


def request_stage(facts: Iterable[Fact], request: str | None) -> CaseStage:
    """The stage of one of a case's requests; `facts` are those of the case."""
    facts = tuple(facts)
    told = {fact.kind for fact in facts if fact.about == request}
    if Kind.REQUEST_WITHDRAWN in told:
        return CaseStage.WITHDRAWN
    sought = {
        fact.about
        for fact in facts
        if fact.kind == Kind.ADVICE_SOUGHT and fact.details.get("request") == request
    }
    wanted = sought - {fact.about for fact in facts if fact.kind == Kind.ADVICE_WITHDRAWN}
    if wanted:
        recorded = {fact.about for fact in facts if fact.kind == Kind.ADVICE_RECORDED}
        return CaseStage.ALL_IN if wanted <= recorded else CaseStage.GATHERING
    return CaseStage.TO_SEEK if Kind.REQUEST_ACKNOWLEDGED in told else CaseStage.RECEIVED


def case_stage(facts: Iterable[Fact]) -> CaseStage:
    """The stage of a case: of its requests, the one with most still to do."""
    facts = tuple(facts)
    requests = [fact.about for fact in facts if fact.kind == Kind.REQUEST_RECEIVED]
    order = list(CaseStage)
    return min(
        (request_stage(facts, request) for request in requests), key=order.index, default=CaseStage.RECEIVED
    )
