"""An import is whole or not at all, whenever it is killed, and two at once take turns."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from django.db import transaction

from goldenthread.audit.models import Entry
from goldenthread.cases.models import Case, Fact
from goldenthread.people.models import Child
from goldenthread.rules.facts import Kind
from goldenthread.tracker.actions import import_
from goldenthread.tracker.answer import Answer
from goldenthread.tracker.reading import Reading
from goldenthread.tracker.tests.told import NUMBERS, TODAY, Office, hal

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = 60
FACTS = ROWS * 4 + ROWS // 2
"""For each row what was looked up, sought, answered and imported; for two rows one receipt."""


@pytest.fixture
def office(story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:  # type: ignore[no-untyped-def]
    """An office whose imports are written in many small batches."""
    monkeypatch.setattr("goldenthread.tracker.actions.BATCH", 7)
    return Office(story, tmp_path)


def _reading(office: Office, name: str) -> Reading:
    """A tracker of so many rows, two services for each reference, under references of its own."""
    about = [
        {"reference": f"{name}-{number // 2}", "service": ("SLT", "OT")[number % 2]} for number in range(ROWS)
    ]
    rows = [
        hal(forename=name, nhs_number="", returned_on="20/04/2026", notes="By post", **each) for each in about
    ]
    return office.reading(office.file(*rows))


def _take(office: Office, reading: Reading) -> Answer:
    spoc, area = office.story.cast.spoc, office.story.cast.area
    return import_(area=area, reading=reading, file_name="tracker.csv", by=spoc, on=TODAY)


@transaction.atomic
def _then_it_is_whole_or_absent(name: str) -> bool:
    facts = Fact.objects.filter(case__reference__startswith=f"{name}-")
    cases, children = (
        Case.objects.filter(reference__startswith=f"{name}-"),
        Child.objects.filter(forename=name),
    )
    here = (cases.count(), children.count(), facts.count())
    assert here in ((0, 0, 0), (ROWS // 2, ROWS // 2, FACTS)), here
    assert Entry.objects.filter(subject="fact", subject_id__in=facts.values("pk")).count() == here[2]
    return here[0] > 0


def test_an_import_killed_at_any_point_leaves_nothing_and_the_next_takes_all_in(
    office: Office, killed: Callable[[Callable[[], object], float], None], points: Sequence[float]
) -> None:
    started = time.monotonic()
    _take(office, _reading(office, "Usual"))
    usual = time.monotonic() - started
    absent = 0
    for number, point in enumerate(points):
        name = f"Hal{number}"
        reading = _reading(office, name)
        killed(lambda reading=reading: _take(office, reading), point * usual)  # type: ignore[misc]
        is_whole = _then_it_is_whole_or_absent(name)
        absent += not is_whole
        answer = _take(office, reading)
        assert (answer.created, answer.unchanged) == ((0, ROWS) if is_whole else (ROWS, 0))
        assert _then_it_is_whole_or_absent(name)
    assert absent, "no import was killed while it was under way"


def test_a_killed_rehearsal_leaves_nothing(
    office: Office, killed: Callable[[Callable[[], object], float], None]
) -> None:
    reading = _reading(office, "Hal")
    words = {
        "area": office.story.cast.area,
        "by": office.story.cast.spoc,
        "on": TODAY,
        "file_name": "tracker.csv",
    }
    killed(lambda: import_(reading=reading, is_rehearsal=True, **words), 0.2)
    assert not _then_it_is_whole_or_absent("Hal")


def test_the_same_file_twice_at_once_is_taken_in_once(
    office: Office, at_once: Callable[[Sequence[Callable[[], Answer]]], list[Answer]]
) -> None:
    reading = _reading(office, "Hal")
    answers = at_once([lambda: _take(office, reading)] * 3)
    assert sorted((each.created, each.unchanged) for each in answers) == [(0, ROWS), (0, ROWS), (ROWS, 0)]
    assert _then_it_is_whole_or_absent("Hal")


def test_two_files_at_once_about_one_child_make_one_child(
    office: Office, at_once: Callable[[Sequence[Callable[[], Answer]]], list[Answer]]
) -> None:
    files = [
        office.reading(office.file(hal(service=service, nhs_number=NUMBERS[0])))
        for service in ("SLT", "OT", "PHN")
    ]
    answers = at_once([lambda reading=reading: _take(office, reading) for reading in files])  # type: ignore[misc]
    assert [each.created for each in answers] == [1, 1, 1]
    with transaction.atomic():
        assert (Child.objects.count(), Case.objects.count()) == (1, 1)
        assert Fact.objects.filter(kind=Kind.REQUEST_RECEIVED).count() == 1
