"""The snapshot is always fresh and can be rebuilt equal; the tick raises each step once."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.advice import actions as advice
from goldenthread.cases.actions import correct
from goldenthread.cases.models import Fact
from goldenthread.deadlines import queries
from goldenthread.deadlines.actions import start, tick
from goldenthread.deadlines.models import Deadline
from goldenthread.deadlines.snapshot import rebuild, refresh
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 11, 2)
DUE = date(2026, 12, 14)


def _steps(asked: object) -> list[tuple[str, date]]:
    rows = Fact.objects.filter(about=asked.pk, kind=Kind.STEP_RAISED).order_by("sequence")
    return [(row.details["step"], row.happened_on) for row in rows]


def test_advice_is_due_six_weeks_after_the_single_point_of_contact_received_the_request(story: Story) -> None:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    clock = queries.clock(asked.pk, "advice", story.cast.spoc)
    assert (clock.starts_on, clock.due_on, clock.met_on) == (RECEIVED, DUE, None)


def test_a_reader_never_sees_a_stale_date(story: Story) -> None:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    assert queries.clock(asked.pk, "advice", story.cast.spoc).met_on is None
    story.given_advice_comes(asked, date(2026, 12, 1))
    assert queries.clock(asked.pk, "advice", story.cast.spoc).met_on == date(2026, 12, 1)


def test_the_snapshot_dropped_and_rebuilt_is_equal(story: Story) -> None:
    asked = story.given_advice_is_sought(RECEIVED, "OT", "SLT", "PHN")
    story.given_advice_comes(asked[0], date(2026, 11, 20))
    tick(by=story.cast.tick, on=date(2026, 12, 29))
    refresh()
    columns = [field.name for field in Deadline._meta.fields if field.name != "id"]
    before = sorted(Deadline.objects.values_list(*columns), key=str)
    rebuild()
    assert sorted(Deadline.objects.values_list(*columns), key=str) == before
    assert len(before) == 3


def test_the_chase_is_raised_on_the_day_after_the_limit_and_not_before(story: Story) -> None:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    tick(by=story.cast.tick, on=DUE)
    assert _steps(asked) == []
    tick(by=story.cast.tick, on=date(2026, 12, 15))
    assert _steps(asked) == [("chase", date(2026, 12, 15)), ("internal-chase", date(2026, 12, 15))]


def test_each_step_is_raised_once_however_often_the_tick_runs(story: Story) -> None:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    for _ in range(3):
        tick(by=story.cast.tick, on=date(2026, 12, 15))
    assert len(_steps(asked)) == 2


def test_days_that_were_missed_are_caught_up_and_a_late_step_keeps_the_day_it_was_due(story: Story) -> None:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    tick(by=story.cast.tick, on=date(2026, 12, 30))
    assert {step for step, _ in _steps(asked)} == {"chase", "internal-chase", "escalation-1"}
    letter = Fact.objects.get(about=asked.pk, details__step="escalation-1")
    assert (letter.details["due_on"], letter.happened_on) == ("2026-12-28", date(2026, 12, 30))


def test_a_step_due_on_a_bank_holiday_is_raised_on_the_next_working_day(story: Story) -> None:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    tick(by=story.cast.tick, on=date(2026, 12, 28))
    assert "escalation-1" not in dict(_steps(asked))
    tick(by=story.cast.tick, on=date(2026, 12, 29))
    assert dict(_steps(asked))["escalation-1"] == date(2026, 12, 29)


def test_the_ladder_stops_the_moment_the_advice_is_recorded(story: Story) -> None:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    tick(by=story.cast.tick, on=date(2026, 12, 15))
    story.given_advice_comes(asked, date(2026, 12, 20))
    tick(by=story.cast.tick, on=date(2027, 3, 1))
    assert len(_steps(asked)) == 2


def test_the_ladder_goes_on_where_the_advice_was_recorded_by_mistake(story: Story) -> None:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    story.given_advice_comes(asked, date(2026, 12, 10))
    wrong = Fact.objects.get(about=asked.pk, kind=Kind.ADVICE_RECORDED)
    correct(
        fact=wrong,
        is_void=True,
        reason="Another child's report",
        by=story.cast.manager,
        on=date(2026, 12, 16),
    )
    tick(by=story.cast.tick, on=date(2026, 12, 16))
    assert [step for step, _ in _steps(asked)] == ["chase", "internal-chase"]


def test_reminders_are_raised_before_the_date(story: Story) -> None:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    ticked = tick(by=story.cast.tick, on=date(2026, 12, 7))
    assert (
        ticked.count(Kind.REMINDER_RAISED)
        == Fact.objects.filter(about=asked.pk, kind=Kind.REMINDER_RAISED).count()
        > 0
    )
    assert ticked.count(Kind.STEP_RAISED) == 0


def test_a_ladder_that_runs_by_itself_is_not_started_by_hand(story: Story) -> None:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    with pytest.raises(Refused, match="runs by itself"):
        start(advice=asked, step="chase", by=story.cast.spoc, on=RECEIVED)


def test_an_exemption_excuses_and_never_moves_the_date(story: Story) -> None:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    advice.excuse(
        advice=asked,
        ground="exceptional-circumstances",
        remark="A bereavement",
        by=story.cast.spoc,
        on=date(2026, 11, 20),
    )
    clock = queries.clock(asked.pk, "advice", story.cast.spoc)
    assert (clock.due_on, clock.excused_on) == (DUE, date(2026, 11, 20))


def test_a_request_struck_out_runs_no_clock_and_nobody_is_chased_for_it(story: Story) -> None:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    receipt = Fact.objects.get(about=asked.request_id, kind=Kind.REQUEST_RECEIVED)
    correct(fact=receipt, is_void=True, reason="Another area's", by=story.cast.manager, on=date(2026, 12, 1))
    assert queries.clock(asked.pk, "advice", story.cast.spoc) is None
    tick(by=story.cast.tick, on=date(2027, 3, 1))
    assert _steps(asked) == []


def test_the_pages_of_a_request_struck_out_still_open(story: Story, client: Client) -> None:
    (asked,) = story.given_advice_is_sought(RECEIVED, "OT")
    receipt = Fact.objects.get(about=asked.request_id, kind=Kind.REQUEST_RECEIVED)
    correct(fact=receipt, is_void=True, reason="Another area's", by=story.cast.manager, on=date(2026, 11, 20))
    client.force_login(story.cast.spoc)
    assert client.get(reverse("desk:case", args=[asked.case_id])).status_code == 200
    assert client.get(reverse("desk:child", args=[asked.case.child_id])).status_code == 200
