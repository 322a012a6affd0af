"""A child whom a service does not know, or who waits on its list: a route to the advice, never an answer (1.6-A).

The six weeks run on: neither is a ground of regulation 8(2). A full referral (S2-22) or a decision of the designated
officer (S0-28) leads to the advice, and at each moment somebody has something to do by a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.ladder import SERVICE, SPOC
from goldenthread.rules.offsets import Offset

OFFICE = "dco-office"
"""The designated clinical or medical officer's office, by the code of its role in the areas' packs."""


class Answer(StrEnum):
    """What a service says that opens the route. The value is stored."""

    NOT_KNOWN = "not-known"
    WAITING_LIST = "waiting-list"

    @property
    def label(self) -> str:
        return ANSWERS[self]


class Outcome(StrEnum):
    """What becomes of a full referral. The value is stored."""

    ACCEPTED = "accepted"
    INFORMATION = "information"
    NOT_ACCEPTED = "not-accepted"

    @property
    def label(self) -> str:
        return OUTCOMES[self]


class Decision(StrEnum):
    """What the designated officer decides. The value is stored."""

    GIVE_ADVICE = "give-advice"
    REFER = "refer"

    @property
    def label(self) -> str:
        return DECISIONS[self]


class Stage(StrEnum):
    """Where a request stands on the route. The value stands in the snapshot of deadlines."""

    TO_CHOOSE = "to-choose"
    REFERRED = "referred"
    TO_DECIDE = "to-decide"
    TO_REFER = "to-refer"
    PROMISED = "promised"

    @property
    def label(self) -> str:
        return STAGES[self]


ANSWERS: Mapping[Answer, str] = {
    Answer.NOT_KNOWN: "The child is not known to the service",
    Answer.WAITING_LIST: "The child is on the service's waiting list",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.ACCEPTED: "Accepted: the service gives its advice by a date",
    Outcome.INFORMATION: "Information or signposting was given, no assessment",
    Outcome.NOT_ACCEPTED: "Not accepted: the child does not meet the service's criteria",
}
DECISIONS: Mapping[Decision, str] = {
    Decision.GIVE_ADVICE: "The service that was asked gives its advice by a date",
    Decision.REFER: "The child is referred in full to a service",
}
STAGES: Mapping[Stage, str] = {
    Stage.TO_CHOOSE: "To be referred, or passed to the designated officer",
    Stage.REFERRED: "Referred, answer awaited",
    Stage.TO_DECIDE: "Decision of the designated officer awaited",
    Stage.TO_REFER: "To be referred, as decided",
    Stage.PROMISED: "Advice promised by a date",
}
KINDS = (
    Kind.ADVICE_ROUTED,
    Kind.ADVICE_REFERRED,
    Kind.REFERRAL_ANSWERED,
    Kind.DECISION_REQUESTED,
    Kind.ROUTE_DECIDED,
)
"""The facts that the route is made of."""

CHOOSE_WITHIN, REFER_WITHIN = Offset(working_days=2), Offset(working_days=2)
ANSWER_WITHIN, DECIDE_WITHIN = Offset(working_days=5), Offset(working_days=5)
"""How soon the next step of the route is expected: practice, not law."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where the request stands, since when, and who does what next by which day.

    `who` is the code of a role; `service` the id of the service referred to, or that promised.
    """

    stage: Stage
    answer: Answer
    since_on: date
    who: str
    action: str
    on: date
    service: str = ""
    referral: str = ""


def route(facts: Iterable[Fact]) -> Route | None:
    """The route as it stands after these effective facts about one request for advice; None where there is none."""
    found: Route | None = None
    told = (fact for fact in facts if fact.kind in KINDS)
    for fact in sorted(told, key=lambda fact: (fact.happened_on, fact.sequence)):
        found = _after(found, fact)
    return found


def _after(before: Route | None, fact: Fact) -> Route | None:
    on, details = fact.happened_on, fact.details
    if fact.kind == Kind.ADVICE_ROUTED:
        return _to_choose(Answer(details["answer"]), before.since_on if before else on, on)
    if before is None:
        return None
    if fact.kind == Kind.ADVICE_REFERRED:
        answer = "Answer the referral: accept it with a date for the advice, or say what else becomes of it"
        service, referral = details["service"], details["referral"]
        return _moved(before, Stage.REFERRED, SERVICE, answer, ANSWER_WITHIN.after(on), service, referral)
    if fact.kind == Kind.DECISION_REQUESTED:
        decide = "Decide how the advice is given to a child who is not known"
        return _moved(before, Stage.TO_DECIDE, OFFICE, decide, DECIDE_WITHIN.after(on))
    if fact.kind == Kind.REFERRAL_ANSWERED and details["outcome"] != Outcome.ACCEPTED:
        return _to_choose(before.answer, before.since_on, on)
    if details.get("decision") == Decision.REFER:
        refer = "Refer the child in full, as decided"
        return _moved(before, Stage.TO_REFER, SPOC, refer, REFER_WITHIN.after(on), details["service"])
    by = date.fromisoformat(details["advice_by"])
    return _moved(before, Stage.PROMISED, SERVICE, "Give the advice as promised", by, details["service"])


def _to_choose(answer: Answer, since_on: date, on: date) -> Route:
    choose = "Refer the child in full, or pass the request to the designated officer"
    return Route(Stage.TO_CHOOSE, answer, since_on, SPOC, choose, CHOOSE_WITHIN.after(on))


def _moved(
    before: Route, stage: Stage, who: str, action: str, on: date, service: str = "", referral: str = ""
) -> Route:
    return Route(stage, before.answer, before.since_on, who, action, on, service, referral)


SAYS_NOTHING = (
    r"^\W*((the|this) )?((child|young person|pupil|patient|client|cyp) )?((is|was) )?(still )?"
    r"(not (yet )?(known|open)|unknown|nil return|no record|(on )?((a|the|our) )?waiting list|awaiting assessment)"
    r"( (to|of|for|with) ((us|them|him|her)|((the|this|our) )?(service|team|caseload)))?\W*$"
)
"""The whole of a title that says nothing but that. Read by Python and by PostgreSQL alike, in small letters."""


def is_advice(title: str) -> bool:
    """Whether a document of this title can be advice: "Not known to the service" never is (S2-Q08)."""
    return not re.search(SAYS_NOTHING, title.lower())
