"""Schedules for the ladder: requests that are answered or not, ticks that fail to come, and what the rules alone say.

Pure: the day comes from a seeded chance, and what must be raised from `rules.escalation`, never from a query.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.deadlines.derive import Practice
from goldenthread.rules.escalation import next_reminder, next_step
from goldenthread.rules.facts import Fact, Kind

FIRST = date(2026, 11, 2)
"""A Monday, from which the ladder runs over Christmas, its substitute bank holiday, and New Year's Day."""

DAYS = 110
"""Six weeks, and the whole ladder after them."""

SERVICES = ("OT", "SLT", "PHN", "CAMHS")
Raised = tuple[Kind, str, date]


@dataclass(frozen=True, slots=True)
class Life:
    """One request for advice: received when, from whom, and before which tick it is answered, if ever."""

    reference: str
    service: str
    received_on: date
    answered_before: int | None

    @property
    def due_on(self) -> date:
        """Six weeks after the request was received (regulation 8(1))."""
        return self.received_on + timedelta(weeks=6)


@dataclass(frozen=True, slots=True)
class Tick:
    """One tick on a day; `dies` where its transaction is rolled back at its end, and it is made anew."""

    on: date
    dies: bool


def calendar(chance: random.Random, gaps: Sequence[int]) -> list[Tick]:
    """`gaps` are how often the next tick comes after one, two, four days and a fortnight. Most days have one tick; some
    have several, and some clocks jump back.
    """
    days, day = [], FIRST
    while day < FIRST + timedelta(days=DAYS):
        days += [day] * chance.choices((1, 2, 3), (8, 1, 1))[0]
        if chance.random() < 0.05:
            days.append(day - timedelta(days=chance.randint(1, 9)))
        day += timedelta(days=chance.choices((1, 2, 4, 14), gaps)[0])
    return [Tick(day, chance.random() < 0.1) for day in days]


def lives(chance: random.Random, number: int, ticks: int) -> list[Life]:
    """So many requests of the four weeks before, two in three of them answered at any time."""
    return [
        Life(
            f"S-{place:05}",
            chance.choice(SERVICES),
            FIRST - timedelta(days=chance.randrange(27)),
            chance.randrange(ticks) if chance.random() < 0.66 else None,
        )
        for place in range(number)
    ]


def expected(life: Life, practice: Practice, ticks: Sequence[Tick]) -> list[Raised]:
    """What is raised by the rules alone: at each tick whatever is due by its day, until the advice is here."""
    facts: list[Fact] = []
    told: list[Raised] = []
    for tick in ticks[: life.answered_before]:
        while found := _next(life, practice, facts, tick.on):
            kind, code, due_on = found
            details = {"step": code, "due_on": due_on.isoformat()}
            facts.append(Fact(kind, tick.on, life.reference, details, f"{len(facts)}", len(facts)))
            told.append((kind, code, tick.on))
    return sorted(told)


def _next(life: Life, practice: Practice, facts: Sequence[Fact], on: date) -> tuple[Kind, str, date] | None:
    reminder = next_reminder(practice.reminders, due_on=life.due_on, facts=facts)
    if reminder and reminder.send_on <= on:
        return Kind.REMINDER_RAISED, reminder.reminder.code, reminder.due_on
    step = next_step(practice.ladder, due_on=life.due_on, facts=facts)
    return (Kind.STEP_RAISED, step.step.code, step.due_on) if step and step.send_on <= on else None


def addressed(practice: Practice) -> Mapping[str, list[str]]:
    """By step and reminder, every role to which a letter of its own goes."""
    rungs = (*practice.ladder.steps, *practice.reminders)
    return {rung.code: sorted({*rung.recipients, *rung.copies}) for rung in rungs}
