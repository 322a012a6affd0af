"""What an import means for the ladder: nothing is raised that fell due before it; a person starts the rest."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.cases.models import Fact
from goldenthread.deadlines import queries
from goldenthread.deadlines.actions import start, tick
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused
from goldenthread.tracker.tests.told import TODAY, Office, advice, cora, hal

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)
YEAR_LATER = date(2027, 11, 22)


def _raised(label: str, reference: str = "EHC26-0001") -> list[tuple[str, date]]:
    rows = Fact.objects.filter(about=advice(reference, label).pk, kind=Kind.STEP_RAISED).order_by("sequence")
    return [(row.details["step"], row.happened_on) for row in rows]


def _tick(office: Office, on: date) -> int:
    return tick(by=office.story.cast.tick, on=on).count(Kind.STEP_RAISED)


def test_steps_of_advice_that_was_late_before_it_came_here_are_never_raised(office: Office) -> None:
    office.take(hal())
    for day in (TODAY, date(2026, 12, 24), YEAR_LATER):
        assert _tick(office, day) == 0
    assert not Fact.objects.filter(kind=Kind.REMINDER_RAISED).exists()


def test_late_advice_is_listed_as_before_go_live_until_a_person_starts_its_ladder(office: Office) -> None:
    office.take(hal(), cora(returned_on="01/05/2026"))
    viewer = office.story.cast.tick
    assert [row.reference for row in queries.before_go_live(viewer)] == ["EHC26-0001"]
    start(advice=advice("EHC26-0001", "SLT"), step="chase", by=office.story.cast.spoc, on=TODAY)
    assert queries.before_go_live(viewer) == []


def test_the_step_chosen_is_taken_at_once_and_the_later_ones_follow_from_it(office: Office) -> None:
    office.take(hal())
    asked = advice("EHC26-0001", "SLT")
    ladder = [step["code"] for step in asked.pack_version.data["ladder"]["step"]]
    start(advice=asked, step="escalation-1", by=office.story.cast.spoc, on=MONDAY)
    assert _raised("SLT") == [("escalation-1", MONDAY)]
    _tick(office, YEAR_LATER)
    steps = [step for step, _ in _raised("SLT")]
    assert "chase" not in steps
    assert steps == [code for code in ladder[ladder.index("escalation-1") :] if code in steps]
    assert len(steps) > 1


def test_a_ladder_cannot_be_started_twice_or_at_no_step(office: Office) -> None:
    office.take(hal())
    asked = advice("EHC26-0001", "SLT")
    with pytest.raises(Refused, match="Choose a step"):
        start(advice=asked, step="a letter to the king", by=office.story.cast.spoc, on=TODAY)
    start(advice=asked, step="chase", by=office.story.cast.spoc, on=TODAY)
    with pytest.raises(Refused, match="runs by itself"):
        start(advice=asked, step="chase", by=office.story.cast.spoc, on=TODAY)


def test_the_ladder_of_imported_advice_that_is_not_due_yet_runs_by_itself(office: Office) -> None:
    office.take(hal(received_on="02/11/2026"))
    assert queries.before_go_live(office.story.cast.tick) == []
    assert _tick(office, date(2026, 12, 14)) == 0
    _tick(office, date(2026, 12, 15))
    assert ("chase", date(2026, 12, 15)) in _raised("SLT")


def test_advice_due_on_the_day_of_the_import_is_not_late_yet(office: Office) -> None:
    office.take(hal(received_on="11/10/2026"))
    assert _tick(office, TODAY) == 0
    assert _tick(office, date(2026, 11, 23)) > 0


def test_a_later_file_does_not_move_go_live(office: Office) -> None:
    office.take(hal(received_on="02/11/2026"))
    office.take(hal(received_on="02/11/2026", notes="Still waiting"), on=date(2027, 1, 4))
    _tick(office, date(2027, 1, 4))
    assert "chase" in dict(_raised("SLT"))


def test_a_receipt_corrected_to_be_later_may_end_the_wait(office: Office) -> None:
    office.take(hal())
    office.take(hal(received_on="02/11/2026"), on=date(2026, 11, 29))
    assert queries.before_go_live(office.story.cast.tick) == []
    _tick(office, date(2026, 12, 15))
    assert "chase" in dict(_raised("SLT"))
