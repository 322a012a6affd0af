"""However often, late, at once or cut short a tick runs, each step is raised once, and none after the advice came."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from django.db import transaction

from conftest import LONG
from goldenthread.advice import actions as advice_actions
from goldenthread.advice.models import AdviceRequest
from goldenthread.audit.models import Entry
from goldenthread.cases.models import Fact
from goldenthread.deadlines.actions import tick
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db(transaction=True)

RECEIVED, LATE = date(2026, 11, 2), date(2027, 1, 20)
RAISED = (Kind.STEP_RAISED, Kind.REMINDER_RAISED)
Works = Callable[[Sequence[Callable[[], object]]], list[object]]


def _asked(story: Story, number: int) -> list[AdviceRequest]:
    """So many services asked on 2 November 2026, none of which has answered."""
    return [
        asked for _ in range(number // 2) for asked in story.given_advice_is_sought(RECEIVED, "OT", "SLT")
    ]


@transaction.atomic
def _raised() -> list[tuple[object, str, str]]:
    facts = Fact.objects.filter(kind__in=RAISED)
    return [(fact.about, fact.kind, fact.details["step"]) for fact in facts]


@transaction.atomic
def _then_each_was_raised_once(story: Story, on: date) -> None:
    """Nothing twice, nothing forgotten, and an audit row for each."""
    raised = _raised()
    assert len(raised) == len(set(raised)) > 0
    assert tick(by=story.cast.tick, on=on).raised == []
    audited = Entry.objects.filter(subject_id__in=Fact.objects.filter(kind__in=RAISED).values("pk"))
    assert audited.count() == len(raised)
    steps = {about: {step for each, _, step in raised if each == about} for about, _, _ in raised}
    assert len({frozenset(each) for each in steps.values()}) == 1


@pytest.mark.parametrize("workers", [2, 20 if LONG else 8])
def test_ticks_at_once_raise_each_step_once(story: Story, at_once: Works, workers: int) -> None:
    _asked(story, 10)
    for on in (
        (date(2026, 12, 15), LATE) if not LONG else [RECEIVED + timedelta(days=day) for day in range(200)]
    ):
        ticked = at_once([lambda on=on: tick(by=story.cast.tick, on=on)] * workers)  # type: ignore[misc]
        told = [each for one in ticked for each in one.raised]  # type: ignore[attr-defined]
        assert len({(each.about, each.kind, each.step) for each in told}) == len(told)
    _then_each_was_raised_once(story, on)


def test_a_tick_killed_at_any_point_leaves_nothing_lost_or_doubled(
    story: Story, killed: Callable[[Callable[[], object], float], None], points: Sequence[float]
) -> None:
    _asked(story, 40)
    started = time.monotonic()
    tick(by=story.cast.tick, on=RECEIVED)
    usual = max(0.2, time.monotonic() - started)
    for number, point in enumerate(points):
        on = date(2026, 11, 23) + timedelta(days=number % 60)
        killed(lambda on=on: tick(by=story.cast.tick, on=on), point * usual)  # type: ignore[misc]
    tick(by=story.cast.tick, on=LATE)
    _then_each_was_raised_once(story, LATE)


@pytest.mark.parametrize("round_", range(50 if LONG else 3))
def test_advice_recorded_in_the_same_instant_gets_no_step_after_it(
    story: Story, at_once: Works, round_: int
) -> None:
    asked = _asked(story, 12)
    on = date(2026, 12, 15)

    def record() -> None:
        for each in asked if round_ % 2 else reversed(asked):
            advice_actions.record(advices=[each], by=story.cast.spoc, on=on)

    at_once([lambda: tick(by=story.cast.tick, on=on), record])
    tick(by=story.cast.tick, on=LATE)
    for each in asked:
        kinds = _kinds(each)
        assert Kind.STEP_RAISED not in kinds[kinds.index(Kind.ADVICE_RECORDED) :]


@transaction.atomic
def _kinds(asked: AdviceRequest) -> list[str]:
    return list(Fact.objects.filter(about=asked.pk).order_by("sequence").values_list("kind", flat=True))


def test_an_outage_of_three_days_is_caught_up_and_late_steps_keep_their_day(story: Story) -> None:
    (asked, *_) = _asked(story, 4)
    tick(by=story.cast.tick, on=date(2026, 12, 13))
    tick(by=story.cast.tick, on=date(2026, 12, 17))
    with transaction.atomic():
        chase = Fact.objects.get(about=asked.pk, details__step="chase")
    assert (chase.details["due_on"], chase.happened_on) == ("2026-12-15", date(2026, 12, 17))
    _then_each_was_raised_once(story, date(2026, 12, 17))
