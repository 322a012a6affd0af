"""The snapshot is derived: kept fresh day by day over many cases, it is what a rebuild makes of the facts."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from goldenthread.advice import actions as advice
from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.actions import correct
from goldenthread.cases.models import Fact
from goldenthread.deadlines.actions import tick
from goldenthread.deadlines.models import Deadline
from goldenthread.deadlines.snapshot import rebuild, refresh
from goldenthread.demo.stories import Story
from goldenthread.intake import actions as intake
from goldenthread.intake.models import Request
from goldenthread.rules.exemptions import Ground
from goldenthread.rules.reasons import Withdrawal
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

FIRST, DAYS, EVERY = date(2026, 9, 1), 120, 4
LONG = [pytest.param(seed, marks=pytest.mark.long) for seed in ("thread", "needle", "silk")]
COLUMNS = [field.attname for field in Deadline._meta.concrete_fields if field.name != "id"]


def table() -> list[tuple[Any, ...]]:
    return sorted(Deadline.objects.values_list(*COLUMNS), key=str)


class Autumn:
    """Months of whatever may befall a case, drawn from one seed. A deed that is refused did not happen."""

    def __init__(self, story: Story, seed: str) -> None:
        self.story, self.chance = story, random.Random(seed)
        self.done = 0

    def live(self) -> None:
        """Requests every few days; every day something befalls somebody; then the day's tick and its readers."""
        for number in range(DAYS):
            day = FIRST + timedelta(days=number)
            if number % EVERY == 0:
                self.request(day)
            for _ in range(2):
                self.befall(day)
            tick(by=self.story.cast.tick, on=day)
            refresh()

    def request(self, day: date) -> None:
        asked_on = self.chance.choice([None, day - timedelta(days=3)])
        labels = self.chance.sample(["OT", "SLT", "PHN", "CAMHS"], k=self.chance.randint(1, 3))
        request = self.story.given_a_request(day, assessment_requested_on=asked_on)
        self.story.given_advice_is_sought(day, *labels, request=request)

    def befall(self, day: date) -> None:
        asked = self.chance.choice(list(AdviceRequest.objects.order_by("case__reference", "service__label")))
        deed: Callable[[AdviceRequest, date], object] = self.chance.choice(
            [
                self.record,
                self.record,
                self.acknowledge,
                self.excuse,
                self.withdraw,
                self.end,
                self.redate,
                self.strike,
            ]
        )
        try:
            deed(asked, day)
        except Refused:
            return
        self.done += 1

    def record(self, asked: AdviceRequest, day: date) -> None:
        advice.record(advices=[asked], by=self.story.cast.spoc, on=day)

    def acknowledge(self, asked: AdviceRequest, day: date) -> None:
        advice.acknowledge(advice=asked, by=self.story.cast.spoc, on=day)

    def excuse(self, asked: AdviceRequest, day: date) -> None:
        words = {"ground": Ground.EXCEPTIONAL, "remark": "A flood."}
        advice.excuse(advice=asked, **words, by=self.story.cast.spoc, on=day)

    def withdraw(self, asked: AdviceRequest, day: date) -> None:
        words = {"reason": Withdrawal.NOT_NEEDED, "remark": "All agree."}
        advice.withdraw(advice=asked, **words, by=self.story.cast.spoc, on=day)

    def end(self, asked: AdviceRequest, day: date) -> None:
        request = Request.objects.get(pk=asked.request_id)
        words = {"reason": Withdrawal.BY_FAMILY, "remark": "They moved."}
        if self.chance.random() < 0.2:
            intake.withdraw(request=request, **words, by=self.story.cast.spoc, on=day)

    def redate(self, asked: AdviceRequest, day: date) -> None:
        fact = self.entry(asked)
        other = min(day, fact.happened_on + timedelta(days=self.chance.randint(-5, 9)))
        correct(fact=fact, happened_on=other, reason="Misread.", by=self.story.cast.manager, on=day)

    def strike(self, asked: AdviceRequest, day: date) -> None:
        correct(
            fact=self.entry(asked),
            is_void=True,
            reason="Another child's.",
            by=self.story.cast.manager,
            on=day,
        )

    def entry(self, asked: AdviceRequest) -> Fact:
        return self.chance.choice(list(Fact.objects.filter(case=asked.case_id).order_by("sequence")))


@pytest.mark.parametrize("seed", ["gold", *LONG])
def test_the_snapshot_dropped_and_rebuilt_is_equal_after_months_of_everything(
    story: Story, seed: str
) -> None:
    autumn = Autumn(story, seed)
    autumn.live()
    kept = table()
    rebuild()
    assert table() == kept
    assert len(kept) > 2 * DAYS / EVERY
    assert autumn.done > DAYS / 2
    assert {row[COLUMNS.index("limit")] for row in kept} == {
        "advice",
        "decision-to-assess",
        "decision-not-to-issue",
        "final-plan",
    }
    for column in ("met_on", "ended_on", "excused_on", "acknowledged_on", "last_step_on"):
        assert any(row[COLUMNS.index(column)] for row in kept), f"nothing told of {column}"
