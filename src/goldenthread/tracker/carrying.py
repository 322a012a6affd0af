"""Which fact carries what a column of the tracker says: one answer, for reading a file in and for writing one out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.involvement import Involvement, is_known

KIND_OF: Mapping[str, Kind] = {
    "acknowledged_on": Kind.ADVICE_ACKNOWLEDGED,
    "chased_on": Kind.ADVICE_CHASED,
    "returned_on": Kind.ADVICE_RECORDED,
}
FIRST = ("received_on", "acknowledged_on", "returned_on", "notes")
"""Columns that the first such fact fills; the others are filled by the latest."""


def carrying(name: str, facts: Iterable[Fact], *, request: str, advice: str, service: str) -> Fact | None:
    """The standing fact (corrections read) that fills a column for one service asked on one request."""
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
    if name == "involvement":
        return (
            fact.kind == Kind.INVOLVEMENT_CHECKED
            and fact.about == request
            and fact.details["service"] == service
        )
    if fact.about != advice:
        return False
    if name == "notes":
        return fact.kind == Kind.ADVICE_SOUGHT
    return fact.kind == KIND_OF[name] or (name == "chased_on" and fact.kind == Kind.STEP_RAISED)


def known_or_not(fact: Fact, asked_on: date) -> Involvement:
    """A look-up's result as a tracker says it: known or not known."""
    closed = fact.details.get("closed_on")
    known = is_known(fact.details["involvement"], date.fromisoformat(closed) if closed else None, asked_on)
    return Involvement.KNOWN if known else Involvement.NOT_KNOWN
