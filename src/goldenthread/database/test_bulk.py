"""Many rows at once, each with its audit row; and ids that grow."""

from __future__ import annotations

from datetime import date
from uuid import RFC_4122, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from goldenthread.audit.models import Entry
from goldenthread.cases.models import Case
from goldenthread.database.bulk import insert_many
from goldenthread.database.ids import IN_ORDER, id_in_order
from goldenthread.demo.stories import Story
from goldenthread.people.models import Child
from goldenthread.tracker.models import Line

CASE = ("id", "area", "child", "reference", "is_marked")


@pytest.fixture(autouse=True, params=["said", "staged"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few rows are said in the statement, and more are staged: both keep the same promises."""
    if request.param == "staged":
        monkeypatch.setattr("goldenthread.database.bulk.FEW", 0)


def _insert(story: Story, *references: str) -> int:
    child = story.given_a_child("Wren", "Rowe")
    rows = [(uuid4(), story.cast.area.pk, child.pk, reference, True) for reference in references]
    return insert_many(Case, CASE, rows, by=story.cast.spoc, deed="test.open", subject="case")


@pytest.mark.django_db
def test_each_row_is_written_with_its_audit_row(story: Story) -> None:
    assert _insert(story, "A/1", "A/2", "A/3") == 3
    cases = {case.pk: case for case in Case.objects.all()}
    entries = Entry.objects.filter(deed="test.open")
    assert {entry.subject_id for entry in entries} == set(cases)
    for entry in entries:
        assert (entry.recorded_by, entry.area_id) == (story.cast.spoc.pk, story.cast.area.pk)
        assert entry.case_id == entry.subject_id


@pytest.mark.django_db
def test_a_row_without_a_case_is_audited_without_one(story: Story) -> None:
    row = (uuid4(), story.cast.area.pk, "Cora", "Hext", date(2016, 3, 31), None, "hext cora", "")
    fields = ("id", "area", "forename", "surname", "born_on", "nhs_number", "search_name", "gp_practice")
    insert_many(Child, fields, [row], by=story.cast.spoc, deed="test.add", subject="child")
    assert Entry.objects.get(deed="test.add").case_id is None
    assert Child.objects.get(surname="Hext").born_on == date(2016, 3, 31)


@pytest.mark.django_db
def test_json_is_kept_as_it_was_and_the_case_of_a_row_is_audited(story: Story) -> None:
    (asked,) = story.given_advice_is_sought(date(2026, 11, 2), "OT")
    said = {"notes": "Tab\tand \\ and “quotes” and 'one'", "born_on": None, "number": 3}
    fields = ("id", "area", "case", "advice", "said")
    row = (uuid4(), story.cast.area.pk, asked.case_id, asked.pk, said)
    insert_many(Line, fields, [row], by=story.cast.spoc, deed="test.say", subject="line")
    assert Line.objects.get().said == said
    assert Entry.objects.get(deed="test.say").case_id == asked.case_id


@pytest.mark.django_db
def test_nothing_to_write_writes_nothing(story: Story) -> None:
    assert _insert(story) == 0
    assert not Entry.objects.filter(deed="test.open").exists()


@pytest.mark.django_db
def test_one_row_that_the_database_refuses_leaves_none(story: Story) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        _insert(story, "A/1", "A/1")
    assert not Case.objects.exists()


@pytest.mark.django_db
def test_what_is_too_long_for_its_column_is_refused_and_not_cut(story: Story) -> None:
    room = Case._meta.get_field("reference").max_length or 0
    with pytest.raises((DatabaseError, psycopg.DatabaseError)), transaction.atomic():
        _insert(story, "A" * (room + 1))
    assert _insert(story, "A" * room) == 1


@pytest.mark.django_db
def test_a_second_batch_in_one_transaction_does_not_repeat_the_first(story: Story) -> None:
    _insert(story, "A/1")
    assert _insert(story, "A/2") == 1
    assert Entry.objects.filter(deed="test.open").count() == 2


def test_ids_grow_and_are_of_version_7() -> None:
    ids = [id_in_order() for _ in range(2_000)]
    assert len(set(ids)) == 2_000
    assert {(each.version, each.variant) for each in ids} == {(7, RFC_4122)}
    stamps = [each.int >> 80 for each in ids]
    assert stamps == sorted(stamps)


@pytest.mark.django_db
def test_the_database_makes_ids_of_the_same_kind() -> None:
    before = id_in_order()
    with connection.cursor() as cursor:
        cursor.execute(f"select {IN_ORDER} from generate_series(1, 500)")
        ids = [row[0] for row in cursor.fetchall()]
    assert len(set(ids)) == 500
    assert {each.version for each in ids} == {7}
    assert abs((ids[0].int >> 80) - (before.int >> 80)) < 60_000
