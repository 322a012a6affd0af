"""The audit of non-returns counted anew and slowly, from the facts of each case alone: what the tests hold it to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from goldenthread.measures.period import Period
from goldenthread.rules.facts import Fact, effective

Counted = Counter[tuple[str, str, str]]
SIX_WEEKS = timedelta(weeks=6)


def naive(cases: Iterable[Iterable[Fact]], period: Period, today: date) -> Counted:
    """How often each figure counts, by its code, the id of the service, and the code of the reason or answer."""
    found: Counted = Counter()
    for history in cases:
        facts = effective(history)
        kept = [fact for fact in facts if fact.kind == "AdviceSought"]
        for sought in {fact.about: fact for fact in reversed(kept)}.values():
            _count(found, sought, facts, period, today)
    return found


def _count(found: Counted, sought: Fact, facts: list[Fact], period: Period, today: date) -> None:
    request, service = sought.details["request"], sought.details["service"]
    received = [f.happened_on for f in facts if f.kind == "RequestReceived" and f.about == request]
    if not received:
        return
    due = received[0] + SIX_WEEKS
    end = min(period.last, today)

    def days(*kinds: str) -> list[date]:
        abouts = (sought.about, request)
        return [
            f.happened_on for f in facts if f.kind in kinds and f.about in abouts and f.happened_on <= end
        ]

    came, back = days("AdviceRecorded"), days("AdviceWithdrawn", "RequestWithdrawn")
    said = [f for f in facts if f.about == sought.about and f.happened_on <= end]
    is_day_over = due < today and due <= period.last
    never_due = bool(back) and not came and min(back) <= due
    if is_day_over and not never_due:
        fate = ("in-time" if came[0] <= due else "late") if came else "taken-back" if back else "not-returned"
        if due >= period.first:
            found["fell-due", service, ""] += 1
            found[fate, service, ""] += 1
        if fate == "not-returned":
            _standing(found, service, said, due, period, today)
    for code in {_answer(f) for f in said if _answer(f) and f.happened_on >= period.first}:
        found["answered", service, code] += 1


def _answer(fact: Fact) -> str:
    if fact.kind != "EscalationAnswered" or fact.details["answer"] not in ("promised", "not-provided"):
        return ""
    return f"{fact.details['answer']}.{_reason(fact)}"


def _reason(fact: Fact) -> str:
    if fact.kind == "LatenessExplained":
        return f"cause.{fact.details['cause']}"
    if fact.kind == "EscalationAnswered" and fact.details["reason"]:
        group = "ground" if fact.details["answer"] == "not-provided" else "cause"
        return f"{group}.{fact.details['reason']}"
    return ""


def _standing(found: Counted, service: str, said: list[Fact], due: date, period: Period, today: date) -> None:
    end = min(period.last, today)
    if due < period.first:
        found["from-before", service, ""] += 1
    found["all-not-returned", service, ""] += 1
    wait = (end - due).days
    age = (
        "up-to-14"
        if wait < 15
        else "from-15-to-28"
        if wait < 29
        else "from-29-to-56"
        if wait < 57
        else "over-56"
    )
    found[age, service, ""] += 1
    answers = [f for f in said if _answer(f)]
    if not answers:
        found["not-answered", service, ""] += 1
    elif answers[-1].details["answer"] == "not-provided":
        found["not-to-be-given", service, ""] += 1
    else:
        day = date.fromisoformat(answers[-1].details["promised_on"])
        is_past = day < today and day <= period.last
        found["promise-not-kept" if is_past else "promised", service, ""] += 1
    reasons = [_reason(f) for f in said if _reason(f)]
    found["reason", service, reasons[-1] if reasons else "none"] += 1
