"""What is answered to an escalation: that somebody takes it up (S1-48), when the advice comes (S1-50), or that it will
not be given (S1-51).

None of these ends the request. Regulation 8(1) gives a body six weeks, and 8(2) says on which grounds it need not
comply; that a head of service promises a day, or decides that advice is not required, is none of them. So the clock
runs on and the advice is counted as late and not returned, with health's own answer beside it, until the advice comes
or the council, which alone can, takes its request back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from goldenthread.rules.facts import Fact, Kind
from goldenthread.rules.letters import ANSWERS
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import listed, said

LONGEST = timedelta(days=366)
"""A day further away than this was typed wrongly, or is no promise."""


class Answer(StrEnum):
    """What somebody says about advice that was escalated. The value is stored.

    TAKEN_BACK and INSISTED are no letter's: the promise stands no more, or the council does not accept the refusal.
    """

    PROMISED = "promised"
    NOT_PROVIDED = "not-provided"
    TAKEN_BACK = "taken-back"
    INSISTED = "insisted"
    EXPLAINED = "explained"
    TAKEN_UP = "taken-up"


OUTCOMES: Mapping[Answer, str] = {
    Answer.PROMISED: "Outcome A: the advice comes by a date",
    Answer.NOT_PROVIDED: "Outcome B: the advice will not be given",
}
"""With what health's own escalation ends."""


class Ground(StrEnum):
    """Why advice will not be given, as the head of the service decided it (S1-51). The value is stored.

    That a child is not known, or waits on a list, stands nowhere here: those are routes to the advice.
    """

    NOT_REQUIRED = "not-required"
    GIVEN_BEFORE = "given-before"
    OTHER_SERVICE = "other-service"
    NO_CAPACITY = "no-capacity"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return GROUNDS[self]


GROUNDS: Mapping[Ground, str] = {
    Ground.NOT_REQUIRED: "Advice of this service is not required for this child",
    Ground.GIVEN_BEFORE: "Advice that was given before still holds",
    Ground.OTHER_SERVICE: "Another service gives this advice",
    Ground.NO_CAPACITY: "The service has nobody who can give it",
    Ground.DECLINED: "The family or the young person does not want to be seen",
}
UNLISTED = {"not-listed": "A reason that the area does not list"}
"""For an area whose pack names no cause of lateness: the words beside it say more."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the sender of a letter says: `reason` and `decided_by` in codes; `words` stay out of the fact."""

    promised_on: date | None = None
    reason: str = ""
    decided_by: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How health's own escalation of one request for advice ended last."""

    answer: Answer
    on: date
    step: str
    reason: str
    promised_on: date | None = None
    decided_by: tuple[str, ...] = ()

    @property
    def is_refusal(self) -> bool:
        """Whether health will not give the advice."""
        return self.answer is Answer.NOT_PROVIDED

    def is_broken(self, today: date) -> bool:
        """Whether the day that was promised is past; whoever asks knows that the advice has not come."""
        return self.promised_on is not None and self.promised_on < today


def answer(asked: Collection[str]) -> Answer:
    """Which answer a letter gives, by what it asks of its sender: a day, who decided, a reason, or what is done."""
    if "promised_on" in asked:
        return Answer.PROMISED
    if "decided_by" in asked:
        return Answer.NOT_PROVIDED
    return Answer.EXPLAINED if "reason" in asked else Answer.TAKEN_UP


def reasons(of: Answer, causes: Mapping[str, str]) -> Mapping[str, str]:
    """The reasons that may be chosen: the area's causes of lateness, or why advice is not given at all."""
    if of is Answer.NOT_PROVIDED:
        return {ground.value: ground.label for ground in Ground}
    return causes or UNLISTED


def check(
    asked: Collection[str], told: Said, *, causes: Mapping[str, str], roles: Mapping[str, str], on: date
) -> None:
    """Refuse what the letter cannot leave with: something missing, a code of no list, a day that cannot be promised."""
    given = _given(asked, told)
    if missing := [name for name in ANSWERS if name in asked and not given[name]]:
        raise Refused(f"Enter {ANSWERS[missing[0]]}.", missing[0])
    if "reason" in asked and told.reason not in reasons(answer(asked), causes):
        raise Refused("Choose a reason from the list.", "reason")
    if "decided_by" in asked and not set(told.decided_by) <= set(roles):
        raise Refused("Choose who decided from the list.", "decided_by")
    if "promised_on" in asked and told.promised_on:
        _check_promise(told.promised_on, on)
    if answer(asked) is Answer.NOT_PROVIDED and not told.words.strip():
        raise Refused("Say in a sentence why it was decided so.", "words")


def _given(asked: Collection[str], told: Said) -> dict[str, object]:
    return {
        "reason": told.reason,
        "promised_on": told.promised_on,
        "action": told.words.strip(),
        "decided_by": told.decided_by,
    }


def _check_promise(promised_on: date, on: date) -> None:
    if promised_on < on:
        raise Refused(
            f"The advice cannot be promised for a day before {said(on)}, when this is said. Check the date.",
            "promised_on",
        )
    if promised_on > on + LONGEST:
        raise Refused(
            "The day is more than a year away. Enter an earlier one, or say that the advice will not be given.",
            "promised_on",
        )


def values(
    asked: Collection[str], told: Said, *, causes: Mapping[str, str], roles: Mapping[str, str]
) -> dict[str, str]:
    """The merge fields of the letter, in words."""
    title = reasons(answer(asked), causes).get(told.reason, "")
    words = told.words.strip()
    found = {
        "reason": ". ".join(part for part in (title, words) if part),
        "promised_on": said(told.promised_on) if told.promised_on else "",
        "action": words,
        "decided_by": listed([roles[code] for code in told.decided_by], none=""),
    }
    return {name: found[name] for name in ANSWERS if name in asked}


def details(asked: Collection[str], told: Said, *, step: str) -> dict[str, Any]:
    """What the fact keeps: codes and days, of those that were asked for."""
    return {
        "answer": answer(asked).value,
        "step": step,
        "promised_on": told.promised_on.isoformat() if told.promised_on and "promised_on" in asked else None,
        "reason": told.reason if "reason" in asked else None,
        "decided_by": list(told.decided_by) if "decided_by" in asked else [],
    }


KINDS = (Kind.ESCALATION_ANSWERED, Kind.PROMISE_CHANGED, Kind.ADVICE_INSISTED)
"""The facts that say how health's own escalation stands."""


def outcome(facts: Iterable[Fact]) -> Outcome | None:
    """How health's own escalation ended last, after these effective facts about one request for advice.

    A promise that was moved stands with its new day; one that was taken back, and a refusal on which the council
    insists, leave health to answer anew.
    """
    found: Outcome | None = None
    told = (fact for fact in facts if fact.kind in KINDS)
    for fact in sorted(told, key=lambda fact: (fact.happened_on, fact.sequence)):
        found = _after(found, fact)
    return found


def _after(before: Outcome | None, fact: Fact) -> Outcome | None:
    details, on = fact.details, fact.happened_on
    if fact.kind == Kind.ESCALATION_ANSWERED:
        is_outcome = details["answer"] in set(OUTCOMES)
        return _outcome(Answer(details["answer"]), fact) if is_outcome else before
    if before is None:
        return None
    if fact.kind == Kind.ADVICE_INSISTED:
        return replace(before, answer=Answer.INSISTED, on=on, decided_by=()) if before.is_refusal else before
    if before.answer is not Answer.PROMISED:
        return before
    return _outcome(Answer.PROMISED if details["promised_on"] else Answer.TAKEN_BACK, fact)


def _outcome(answer: Answer, fact: Fact) -> Outcome:
    promised_on = fact.details["promised_on"]
    return Outcome(
        answer=answer,
        on=fact.happened_on,
        step=fact.details["step"],
        reason=fact.details["reason"] or "",
        promised_on=date.fromisoformat(promised_on) if promised_on else None,
        decided_by=tuple(fact.details.get("decided_by", ())),
    )


def check_change(
    standing: Outcome | None, promised_on: date | None, *, reason: str, causes: Mapping[str, str], on: date
) -> None:
    """Refuse to change a promise that there is not, whose day is past, or to what it says already; or without why."""
    if standing is None or standing.promised_on is None:
        raise Refused("No promise stands that could be changed. Open the case to see what was answered.")
    if standing.is_broken(on):
        raise Refused(
            f"The day that was promised, {said(standing.promised_on)}, is past. You are asked anew by which day the "
            "advice comes: complete that letter instead."
        )
    if promised_on == standing.promised_on:
        raise Refused(f"{said(promised_on)} is promised already. Enter another day.", "promised_on")
    if reason not in reasons(Answer.PROMISED, causes):
        raise Refused("Choose a reason from the list.", "reason")
    if promised_on:
        _check_promise(promised_on, on)
