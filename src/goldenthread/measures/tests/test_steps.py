"""The outstanding by the last step of the ladder, as it stood at the end of the month."""

from __future__ import annotations

from datetime import date

from goldenthread.cases.models import Fact
from goldenthread.deadlines.actions import tick
from goldenthread.demo.stories import Story
from goldenthread.measures.tests.telling import correct_entry, counted, of
from goldenthread.rules.facts import Kind


def test_the_outstanding_stand_on_the_last_step_taken_by_the_months_end(story: Story) -> None:
    story.given_advice_is_sought(date(2022, 1, 3), "OT", "SLT")
    story.given_advice_is_sought(date(2022, 2, 7), "OT")
    for day in (
        date(2022, 2, 15),
        date(2022, 2, 28),
        date(2022, 3, 3),
        date(2022, 3, 14),
        date(2022, 3, 22),
        date(2022, 5, 2),
    ):
        tick(by=story.cast.tick, on=day)
    february, march = counted(story.cast, "2022-02"), counted(story.cast, "2022-03")
    assert february.total.outstanding_by_step == {"escalation-1": 2, "none": 1}
    assert of(february, "OT").outstanding_by_step == {"escalation-1": 1, "none": 1}
    assert march.total.outstanding_by_step == {"dco-unresolved": 2, "internal-chase": 1}


def test_nothing_stands_on_a_step_before_any_was_taken(story: Story) -> None:
    story.given_advice_is_sought(date(2022, 1, 3), "OT")
    tick(by=story.cast.tick, on=date(2022, 2, 15))
    assert counted(story.cast, "2022-01").total.outstanding_by_step == {"none": 1}


def test_advice_that_came_in_the_month_stands_on_no_step(story: Story) -> None:
    (ot,) = story.given_advice_is_sought(date(2022, 1, 3), "OT")
    tick(by=story.cast.tick, on=date(2022, 2, 15))
    story.given_advice_comes(ot, date(2022, 2, 28))
    assert counted(story.cast, "2022-02").total.outstanding_by_step == {}


def test_the_steps_of_a_past_month_are_read_with_their_corrections(story: Story) -> None:
    (ot,) = story.given_advice_is_sought(date(2022, 1, 3), "OT")
    tick(by=story.cast.tick, on=date(2022, 2, 28))
    tick(by=story.cast.tick, on=date(2022, 3, 14))
    taken = {
        fact.details["step"]: fact for fact in Fact.objects.filter(kind=Kind.STEP_RAISED.value, about=ot.pk)
    }
    correct_entry(story.cast, taken["escalation-1"], happened_on=date(2022, 3, 1))
    correct_entry(story.cast, taken["internal-chase"], is_void=True)
    assert counted(story.cast, "2022-02").total.outstanding_by_step == {"chase": 1}


def test_every_step_of_the_ladder_has_its_title_and_its_place(story: Story) -> None:
    steps = counted(story.cast, "2022-02").steps
    assert [code for code, _ in steps][:3] == ["chase", "internal-chase", "escalation-1"]
    assert dict(steps)["escalation-1"] == "Escalation letter to the Alliance Director"
