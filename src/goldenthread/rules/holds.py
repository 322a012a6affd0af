"""Waiting with a draft or a plan for health's advice: a decision of the council's that stops no clock (S0-23, 1.6-B).

The law excuses lateness on grounds of its own and never because somebody waits. A hold is therefore only what was
decided: with what the council waits, for whose advice, why and until which day. It ends by a decision too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said

LIMIT = "final-plan"
"""The clock that runs on: 20 weeks from the family's request to the final plan."""
LONGEST = timedelta(days=366)


class Awaiting(StrEnum):
    """With what the council waits."""

    DRAFT = "draft"
    ISSUE = "issue"

    @property
    def label(self) -> str:
        return {Awaiting.DRAFT: "The draft plan", Awaiting.ISSUE: "Issuing the plan"}[self]


class Reason(StrEnum):
    """Why the council waits; counted, so that what holds plans up can be mended."""

    NOT_HERE = "not-here"
    INCOMPLETE = "incomplete"
    QUESTION = "question"

    @property
    def label(self) -> str:
        return REASONS[self]


REASONS = {
    Reason.NOT_HERE: "The advice has not come",
    Reason.INCOMPLETE: "The advice came, but does not say what provision is needed",
    Reason.QUESTION: "A question to the service is open",
}


class Ending(StrEnum):
    """Why a hold ends."""

    ADVICE_CAME = "advice-came"
    WITHOUT = "without"
    MISTAKE = "mistake"

    @property
    def label(self) -> str:
        return ENDINGS[self]


ENDINGS = {
    Ending.ADVICE_CAME: "The advice has come",
    Ending.WITHOUT: "The council goes on without it",
    Ending.MISTAKE: "It was held by mistake",
}


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold in force on one of the council's requests, as it was last decided. `since_on` is its first day."""

    request: str
    since_on: date
    until: date
    services: tuple[str, ...]
    awaiting: Awaiting
    reason: Reason
    fact: str
    decided_on: date

    def is_to_review(self, today: date) -> bool:
        """Whether the day has come on which the council wanted to decide again."""
        return self.until <= today


def holds(facts: Iterable[Fact]) -> dict[str, Hold]:
    """The holds in force, by request; `facts` are a case's effective ones, in order. A later hold goes on from one."""
    found: dict[str, Hold] = {}
    for fact in facts:
        about = fact.about or ""
        if fact.kind == Kind.ISSUE_HELD:
            before = found.get(about)
            found[about] = _hold(fact, before.since_on if before else fact.happened_on)
        elif fact.kind in (Kind.HOLD_ENDED, Kind.REQUEST_WITHDRAWN):
            found.pop(about, None)
    return found


def _hold(fact: Fact, since_on: date) -> Hold:
    told = fact.details
    return Hold(
        request=fact.about or "",
        since_on=since_on,
        until=date.fromisoformat(told["until"]),
        services=tuple(told["services"]),
        awaiting=Awaiting(told["awaiting"]),
        reason=Reason(told["reason"]),
        fact=fact.id,
        decided_on=fact.happened_on,
    )


def check_until(until: date, *, on: date, due_on: date | None, is_late_known: bool) -> None:
    """Refuse a day that is past or far away; and one after the law's date, unless that is what was decided."""
    if until <= on:
        raise Refused(
            "The day on which you decide again is not after the decision. Enter a later one.", "until"
        )
    if until > on + LONGEST:
        raise Refused(
            "The day on which you decide again is more than a year away. Enter an earlier one.", "until"
        )
    if due_on and until > due_on and not is_late_known:
        raise Refused(
            f"The plan is due by {said(due_on)}: waiting until {said(until)} breaks that limit, which nothing about "
            "waiting for advice excuses. Enter an earlier day, or tick that the council decides it all the same.",
            "is_late_known",
        )
