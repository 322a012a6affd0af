"""Torbay's ladder, and facts to climb it with, for the tests of escalation."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from goldenthread.rules.days import weeks_after
from goldenthread.rules.escalation import ladder_from, next_step, reminders_from
from goldenthread.rules.facts import Fact, Kind


def step(code: str, anchor: str, offset: dict[str, int], **more: Any) -> dict[str, Any]:
    row = {
        "code": code,
        "title": code,
        "anchor": anchor,
        "offset": offset,
        "from": "a",
        "to": ["b"],
        "template": "t",
    }
    return row | more


TORBAY = ladder_from(
    {
        "ladder": {
            "step": [
                step("chase", "due", {"days": 1}),
                step("internal-chase", "chase", {"days": 0}),
                step("escalation-1", "due", {"weeks": 2}, response={"working_days": 3}),
                step("dco-response", "escalation-1", {"working_days": 3}),
                step("dco-unresolved", "escalation-1", {"weeks": 2}),
                step("health-outcome", "dco-unresolved", {"working_days": 10}),
            ]
        }
    }
)
REMINDERS = reminders_from(
    {
        "reminder": [
            {"code": "two-weeks", "title": "r", "before": {"weeks": 2}, "to": ["service"], "template": "t"},
            {"code": "one-week", "title": "r", "before": {"weeks": 1}, "to": ["service"], "template": "t"},
        ]
    }
)
RECEIVED = date(2026, 11, 2)
DUE = weeks_after(RECEIVED, 6)
CODES = [one.code for one in TORBAY.steps]
numbers = count(1)


def fact(kind: Kind, on: date, **details: Any) -> Fact:
    number = next(numbers)
    return Fact(kind, on, "advice-1", details, f"fact-{number}", number)


def raised(code: str, on: date, due_on: date | None = None) -> Fact:
    return fact(Kind.STEP_RAISED, on, step=code, due_on=(due_on or on).isoformat())


def imported(on: date) -> Fact:
    return fact(Kind.ADVICE_IMPORTED, on, file="ab12")


def ticked(facts: list[Fact], today: date) -> list[Fact]:
    """The steps that a tick raises on a day: the next step, until it is not due yet."""
    told: list[Fact] = []
    while (due := next_step(TORBAY, due_on=DUE, facts=[*facts, *told])) and due.send_on <= today:
        told.append(raised(due.step.code, today, due.due_on))
    return told
