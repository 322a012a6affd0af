"""Whatever a tracker holds, each row is counted once; and whichever way files come, the end is the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.cases.models import Fact
from goldenthread.rules.facts import Kind
from goldenthread.tracker.tests.told import NUMBERS, Office, cora, counts, everything, hal

pytestmark = pytest.mark.django_db

DAY = st.sampled_from(
    ["02/03/2026", "05/03/2026", "12-Mar-2026", "2026-04-20", "soon", "", "28/02/2026", "01/01/2028"]
)
ROW = st.fixed_dictionaries(
    {
        "reference": st.sampled_from(["EHC26-0001", "ehc26-0001 ", "EHC26-0002", "EHC26-0003", ""]),
        "surname": st.sampled_from(["Moyle", "Gale", ""]),
        "nhs_number": st.sampled_from([NUMBERS[0], NUMBERS[1], "9990000019", ""]),
        "born_on": st.sampled_from(["14/02/2015", "15/02/2015", ""]),
        "service": st.sampled_from(["SLT", "OT", "Rocketry", ""]),
        "involvement": st.sampled_from(["Yes", "No", "perhaps", ""]),
        "received_on": DAY,
        "acknowledged_on": DAY,
        "chased_on": DAY,
        "returned_on": DAY,
        "notes": st.sampled_from(["", "By post", "=1+1"]),
    }
)
FILES = st.lists(st.lists(ROW, max_size=7), min_size=1, max_size=4)


@given(files=FILES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_the_rows_of_any_files_add_up_and_a_second_reading_changes_nothing(
    office: Office, files: list[list[dict[str, Any]]]
) -> None:
    with transaction.atomic():
        for rows in files:
            _then_it_adds_up(office, office.file(*(hal(**row) for row in rows)))
        _then_every_timeline_is_in_order()
        transaction.set_rollback(True)


def _then_it_adds_up(office: Office, file: Path) -> None:
    rehearsed = office.take_file(file, is_rehearsal=True)
    answer = office.take_file(file)
    assert answer == rehearsed
    apart = [answer["created"], answer["updated"], answer["unchanged"]]
    lists = [len(answer[name]) for name in ("rejected", "questions", "duplicates")]
    assert answer["rows_read"] == sum(apart) + sum(lists)
    facts = Fact.objects.count()
    again = office.take_file(file)
    assert (again["created"], again["updated"]) == (0, 0)
    assert again["unchanged"] == sum(apart)
    assert [again[name] for name in ("rejected", "questions", "duplicates")] == [
        answer[name] for name in ("rejected", "questions", "duplicates")
    ]
    assert Fact.objects.count() == facts


def _then_every_timeline_is_in_order() -> None:
    """Nothing that was told of a request for advice happened before its request was received."""
    from goldenthread.cases.timelines import timelines
    from goldenthread.rules.facts import effective

    for _, facts in timelines(set(Fact.objects.values_list("case", flat=True))):
        told = effective(facts)
        received = {fact.about: fact.happened_on for fact in told if fact.kind == Kind.REQUEST_RECEIVED}
        for fact in told:
            if fact.kind == Kind.ADVICE_SOUGHT:
                mine = [other.happened_on for other in told if other.about == fact.about]
                assert min(mine) >= received[fact.details["request"]]


MARCH = [hal(), cora()]
APRIL = [
    hal(service="OT", acknowledged_on="04/03/2026"),
    cora(),
    hal(reference="EHC26-0003", nhs_number=NUMBERS[2]),
]
MAY = [hal(service="PHN", returned_on="20/04/2026"), cora(service="SLT", notes="By post")]


def test_files_that_overlap_and_do_not_contradict_end_alike_in_any_order(office: Office) -> None:
    ends = [_end_of(office, files) for files in permutations((MARCH, APRIL, MAY))]
    assert [(row[0], len(row[5])) for row in ends[0]] == [
        ("EHC26-0001", 12),
        ("EHC26-0002", 7),
        ("EHC26-0003", 4),
    ]
    assert all(end == ends[0] for end in ends)


def _end_of(office: Office, files: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """What is true once the files were taken in, in this order; then it is taken back."""
    with transaction.atomic():
        for rows in files:
            office.take(*rows)
        end = everything()
        for rows in files:
            assert counts(office.take(*rows))[:2] == (0, 0)
        transaction.set_rollback(True)
    return end


def test_an_older_file_after_a_newer_one_takes_nothing_back_that_it_left_blank(
    office: Office,
) -> None:
    newer = hal(acknowledged_on="04/03/2026", returned_on="20/04/2026", notes="By post")
    office.take(newer)
    before = everything()
    assert counts(office.take(hal())) == (0, 0, 1, 0)
    assert everything() == before
