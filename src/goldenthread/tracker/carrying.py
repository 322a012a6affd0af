"""Which fact carries what a column of the tracker says: one answer, for reading a file in and for writing one out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.involvement import Involvement, deciding, knows, looked_up

KIND_OF: Mapping[str, Kind] = {
    "acknowledged_on": Kind.ADVICE_ACKNOWLEDGED,
    "chased_on": Kind.ADVICE_CHASED,
    "returned_on": Kind.ADVICE_RECORDED,
}
FIRST = ("received_on", "acknowledged_on", "returned_on", "notes")
"""Columns that the first such fact fills; the others are filled by the latest."""


def carrying(name: str, facts: Iterable[Fact], *, request: str, advice: str, service: str) -> Fact | None:
    """The standing fact (corrections read) that fills a column for one service asked on one request."""
    if name == "involvement":
        return _deciding(list(facts), request, service)
    found = None
    for fact in facts:
        if not _carries(name, fact, request, advice, service):
            continue
        found = fact
        if name in FIRST:
            return found
    return found


def _carries(name: str, fact: Fact, request: str, advice: str, service: str) -> bool:
    """A chase in a tracker is a person's chase or a step of the ladder, whichever came last."""
    if name == "received_on":
        return fact.kind == Kind.REQUEST_RECEIVED and fact.about == request
    if fact.about != advice:
        return False
    if name == "notes":
        return fact.kind == Kind.ADVICE_SOUGHT
    return fact.kind == KIND_OF[name] or (name == "chased_on" and fact.kind == Kind.STEP_RAISED)


def _deciding(facts: Sequence[Fact], request: str, service: str) -> Fact | None:
    """The look-up by which the service knows the child or not; none while one of its records is left."""
    received = carrying("received_on", facts, request=request, advice="", service=service)
    answers = answers_of(facts, request, service)
    last = max((fact.happened_on for fact in answers.values()), default=date.min)
    return deciding(answers, received.happened_on if received else last)


def answers_of(facts: Iterable[Fact], request: str, service: str) -> Mapping[str, Fact]:
    """What each record of one service says on one request, as it was last looked into."""
    return looked_up(fact for fact in facts if fact.about == request).get(service, {})


def stated(service: str, involvement: str) -> dict[str, Any]:
    """What a fact keeps of a tracker's word on a service: it is about all of its records, and nobody looked."""
    return {
        "service": service,
        "system": None,
        "systems": [],
        "involvement": involvement,
        "closed_on": None,
        "looked": None,
        "minutes": None,
    }


def known_or_not(fact: Fact, asked_on: date) -> Involvement:
    """A look-up's result as a tracker says it: known or not known."""
    return Involvement.KNOWN if knows(fact, asked_on) else Involvement.NOT_KNOWN
