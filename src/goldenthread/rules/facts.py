"""A case is a timeline of dated facts; a correction is a new fact (DESIGN, decision 1).

Nothing here is stored as a status. A fact says what happened, on which London civil date, about which
request. The order of a timeline is by date, then by the sequence in which facts were written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said


class Kind(StrEnum):
    """Every kind of fact. The value is stored: it never changes without a migration."""

    ASSESSMENT_REQUESTED = "AssessmentRequested"
    REQUEST_RECEIVED = "RequestReceived"
    INVOLVEMENT_CHECKED = "InvolvementChecked"
    RECORDS_REQUESTED = "RecordsRequested"
    REQUEST_ACKNOWLEDGED = "RequestAcknowledged"
    REQUEST_WITHDRAWN = "RequestWithdrawn"
    ADVICE_SOUGHT = "AdviceSought"
    ADVICE_ACKNOWLEDGED = "AdviceAcknowledged"
    ADVICE_CHASED = "AdviceChased"
    ADVICE_RECORDED = "AdviceRecorded"
    ADVICE_EXCUSED = "AdviceExcused"
    LATENESS_EXPLAINED = "LatenessExplained"
    ADVICE_WITHDRAWN = "AdviceWithdrawn"
    ADVICE_IMPORTED = "AdviceImported"
    ADVICE_ROUTED = "AdviceRouted"
    ADVICE_REFERRED = "AdviceReferred"
    REFERRAL_ANSWERED = "ReferralAnswered"
    DECISION_REQUESTED = "DecisionRequested"
    ROUTE_DECIDED = "RouteDecided"
    REMINDER_RAISED = "ReminderRaised"
    STEP_RAISED = "StepRaised"
    LADDER_STARTED = "LadderStarted"
    ISSUE_HELD = "IssueHeld"
    HOLD_ENDED = "HoldEnded"
    LETTER_SENT = "LetterSent"
    LETTER_RETURNED = "LetterReturned"
    ESCALATION_ANSWERED = "EscalationAnswered"
    PROMISE_CHANGED = "PromiseChanged"
    ADVICE_INSISTED = "AdviceInsisted"
    WISHES_CONFIRMED = "WishesConfirmed"
    FACT_CORRECTED = "FactCorrected"


VERSIONS: Mapping[Kind, int] = {
    **dict.fromkeys(Kind, 1),
    Kind.REQUEST_RECEIVED: 2,
    Kind.INVOLVEMENT_CHECKED: 2,
    Kind.LATENESS_EXPLAINED: 2,
}
"""The version in which each kind is written today; every version ever written can still be read."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something dated that happened; never edited, and it holds no name and no free text."""

    kind: str
    happened_on: date
    about: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    id: str = ""
    sequence: int = 0
    corrects: str | None = None
    by: str | None = None
    version: int = 1


def effective(facts: Iterable[Fact]) -> list[Fact]:
    """What a timeline says once its corrections are read: corrected, void facts gone, in order.

    Corrections of one fact are read in the order they were written; the last decides the date and
    whether the fact stands, and each replaces only the details that it names.
    """
    told: list[Fact] = []
    corrections: list[Fact] = []
    for fact in facts:
        (corrections if fact.kind == Kind.FACT_CORRECTED else told).append(fact)
    if corrections:
        told = list(_corrected(told, corrections))
    return sorted(told, key=lambda fact: (fact.happened_on, fact.sequence))


def _corrected(told: Iterable[Fact], corrections: list[Fact]) -> Iterator[Fact]:
    by_target: dict[str | None, list[Fact]] = {}
    for correction in sorted(corrections, key=lambda fact: fact.sequence):
        by_target.setdefault(correction.corrects, []).append(correction)
    for fact in told:
        stands = True
        for correction in by_target.get(fact.id, ()):
            stands = not correction.details.get("void", False)
            details = {**fact.details, **correction.details.get("details", {})}
            fact = replace(fact, happened_on=correction.happened_on, details=details)
        if stands:
            yield fact


DEEDS: Mapping[Kind, str] = {
    Kind.INVOLVEMENT_CHECKED: "Involvement cannot have been checked",
    Kind.RECORDS_REQUESTED: "A team cannot have been asked to look",
    Kind.REQUEST_ACKNOWLEDGED: "The request cannot have been acknowledged",
    Kind.REQUEST_WITHDRAWN: "The request cannot have been withdrawn",
    Kind.ADVICE_SOUGHT: "Advice cannot have been sought",
    Kind.ADVICE_ACKNOWLEDGED: "The service cannot have acknowledged",
    Kind.ADVICE_CHASED: "Advice cannot have been chased",
    Kind.ADVICE_RECORDED: "Advice cannot have been received",
    Kind.ADVICE_EXCUSED: "An exemption cannot have been claimed",
    Kind.LATENESS_EXPLAINED: "Lateness cannot have been explained",
    Kind.ADVICE_WITHDRAWN: "The request for advice cannot have been withdrawn",
    Kind.ADVICE_IMPORTED: "The request for advice cannot have been imported",
    Kind.ADVICE_ROUTED: "The service cannot have said that it does not know the child",
    Kind.ADVICE_REFERRED: "The child cannot have been referred",
    Kind.REFERRAL_ANSWERED: "A referral cannot have been answered",
    Kind.DECISION_REQUESTED: "A decision cannot have been asked for",
    Kind.ROUTE_DECIDED: "A decision cannot have been made",
    Kind.REMINDER_RAISED: "A reminder cannot have been sent",
    Kind.STEP_RAISED: "A step cannot have been taken",
    Kind.LADDER_STARTED: "The ladder cannot have been started",
    Kind.ISSUE_HELD: "The plan cannot have been held",
    Kind.HOLD_ENDED: "A hold cannot have ended",
    Kind.LETTER_SENT: "A letter cannot have been sent",
    Kind.LETTER_RETURNED: "A letter cannot have come back",
    Kind.ESCALATION_ANSWERED: "An escalation cannot have been answered",
    Kind.PROMISE_CHANGED: "A promise cannot have been changed",
    Kind.ADVICE_INSISTED: "The council cannot have insisted on the advice",
}
"""What cannot come before the single point of contact received the council's request."""


def check_order(history: Iterable[Fact], new: Fact) -> None:
    """Refuse a fact, or a correction, whose date contradicts another of its timeline.

    Only contradictions that `new` brings are refused: what was recorded before stands until corrected.
    """
    before = list(history)
    if new.kind == Kind.FACT_CORRECTED:
        _check_correction(before, new)
    touched = new.corrects if new.kind == Kind.FACT_CORRECTED else new.id
    facts = effective([*before, new])
    for earlier, later, sentence in _ordered_pairs(facts):
        if touched in (earlier.id, later.id) and later.happened_on < earlier.happened_on:
            raise Refused(sentence, field="on")


def _check_correction(before: list[Fact], new: Fact) -> None:
    target = next((fact for fact in before if fact.id == new.corrects), None)
    if target is None:
        raise Refused(
            "The entry to correct is not on this timeline. Open the case again and choose it there."
        )
    if target.kind == Kind.FACT_CORRECTED:
        raise Refused("A correction is not corrected itself. Correct the entry that it was about once more.")


def _ordered_pairs(facts: list[Fact]) -> Iterator[tuple[Fact, Fact, str]]:
    """Each pair that must stand in order: the earlier fact, the later one, the sentence if they do not."""
    received = {fact.about: fact for fact in facts if fact.kind == Kind.REQUEST_RECEIVED}
    request_of = {
        fact.about: fact.details.get("request") for fact in facts if fact.kind == Kind.ADVICE_SOUGHT
    }
    for fact in facts:
        receipt = received.get(request_of.get(fact.about, fact.about))
        if receipt is None:
            continue
        if fact.kind == Kind.ASSESSMENT_REQUESTED:
            yield fact, receipt, _late_request(fact, receipt)
        elif fact.kind in DEEDS:
            yield receipt, fact, _early_deed(fact, receipt)


def _late_request(fact: Fact, receipt: Fact) -> str:
    return (
        f"The council cannot have received the family's request on {said(fact.happened_on)}, after its own request "
        f"reached the single point of contact on {said(receipt.happened_on)}. Correct one of the two dates."
    )


def _early_deed(fact: Fact, receipt: Fact) -> str:
    return (
        f"{DEEDS[Kind(fact.kind)]} on {said(fact.happened_on)}, before the council's request was received on "
        f"{said(receipt.happened_on)}. Correct one of the two dates."
    )
