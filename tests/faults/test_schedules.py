"""Any schedule of ticks, missed, repeated or late, raises what the rules alone say it must: 10,000 in the long test."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from conftest import LONG
from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.models import Fact
from goldenthread.deadlines.actions import tick
from goldenthread.deadlines.derive import practice_from
from goldenthread.demo.stories import Story
from goldenthread.rules.clocks import clocks
from goldenthread.rules.escalation import next_step
from goldenthread.rules.facts import Fact as Told
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db

FIRST = date(2026, 9, 1)
REQUESTS, DAYS = 25, 200
WORLDS = 10_000 // REQUESTS if LONG else 4


@pytest.mark.parametrize("seed", range(WORLDS))
def test_a_random_schedule_raises_each_step_on_the_first_tick_that_could(story: Story, seed: int) -> None:
    chance = random.Random(seed)
    answers = dict(_asked(story, chance))
    ticks = _schedule(chance)
    for day in ticks:
        for asked, on in answers.items():
            if (
                on
                and on <= day
                and not Fact.objects.filter(about=asked.pk, kind=Kind.ADVICE_RECORDED).exists()
            ):
                story.given_advice_comes(asked, on)
        tick(by=story.cast.tick, on=day)
    for asked, on in answers.items():
        assert _raised(asked) == _expected(asked, on, ticks), (seed, asked.pk)


def _asked(story: Story, chance: random.Random) -> Iterator[tuple[AdviceRequest, date | None]]:
    """Requests on random days; two in three answered on a random day."""
    for _ in range(REQUESTS):
        on = FIRST + timedelta(days=chance.randrange(60))
        (asked,) = story.given_advice_is_sought(on, chance.choice(("OT", "SLT", "PHN")))
        yield asked, on + timedelta(days=chance.randint(5, 120)) if chance.random() < 0.66 else None


def _schedule(chance: random.Random) -> list[date]:
    """Days of ticks in order: most days once, some twice, outages of up to a fortnight."""
    days, day = [], FIRST
    while day < FIRST + timedelta(days=DAYS):
        days += [day] * chance.choices((1, 2, 3), (8, 1, 1))[0]
        day += timedelta(days=chance.choices((1, 2, 4, 14), (70, 10, 10, 10))[0])
    return days


def _raised(asked: AdviceRequest) -> list[tuple[str, date]]:
    facts = Fact.objects.filter(about=asked.pk, kind=Kind.STEP_RAISED).order_by("sequence")
    return [(fact.details["step"], fact.happened_on) for fact in facts]


def _expected(asked: AdviceRequest, answered_on: date | None, ticks: list[date]) -> list[tuple[str, date]]:
    """By the pure rules alone: at each tick, every step whose day of sending has come and whose advice has not."""
    ladder = practice_from(asked.pack_version.data).ladder
    rows = Fact.objects.filter(case=asked.case_id, kind__in=(Kind.REQUEST_RECEIVED, Kind.ADVICE_SOUGHT))
    told = [
        Told(row.kind, row.happened_on, str(row.about), row.details, str(row.pk), row.sequence)
        for row in rows
    ]
    (due_on,) = (clock.due_on for clock in clocks(told) if clock.limit == "advice")
    raised: list[tuple[str, date]] = []
    facts = [fact for fact in told if fact.about == str(asked.pk)]
    for day in ticks:
        if answered_on and answered_on <= day:
            break
        while (due := next_step(ladder, due_on=due_on, facts=facts)) and due.send_on <= day:
            details = {"step": due.step.code, "due_on": due.due_on.isoformat()}
            facts.append(
                Told(
                    Kind.STEP_RAISED, day, str(asked.pk), details, f"raised-{len(facts)}", 10**9 + len(facts)
                )
            )
            raised.append((due.step.code, day))
    return raised
