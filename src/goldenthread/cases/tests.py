"""A timeline is only added to: entries are put right by new ones, in order, by who may."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from goldenthread.audit.models import Entry
from goldenthread.cases import queries
from goldenthread.cases.actions import correct, open_
from goldenthread.cases.append import NewFact, append_many
from goldenthread.cases.models import Case, Fact
from goldenthread.cases.timelines import timelines
from goldenthread.demo.stories import Story
from goldenthread.intake.models import Request
from goldenthread.rules.facts import Kind, effective
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 11, 2)
LATER = date(2026, 11, 9)


@pytest.fixture
def request_(story: Story) -> Request:
    """A council's request, received and not yet acknowledged."""
    return story.given_a_request(RECEIVED)


@pytest.fixture
def receipt(request_: Request) -> Fact:
    """The entry that it was received."""
    return Fact.objects.get(about=request_.pk, kind=Kind.REQUEST_RECEIVED)


def _correct(story: Story, fact: Fact, **said: Any) -> Fact:
    return correct(fact=fact, **{"reason": "Mistyped", "by": story.cast.manager, "on": LATER, **said})


def _standing(story: Story, case: Case) -> list[tuple[str, date]]:
    return [(fact.kind, fact.happened_on) for fact in effective(queries.history(case.pk, story.cast.spoc))]


def test_a_reference_belongs_to_one_case_of_an_area(story: Story, request_: Request) -> None:
    with pytest.raises(Refused, match="belongs to another case") as refused:
        open_(child=request_.case.child, reference=request_.case.reference, by=story.cast.spoc, on=LATER)
    assert refused.value.field == "reference"


def test_a_correction_is_a_new_entry_with_its_reason_and_its_audit_row(story: Story, receipt: Fact) -> None:
    correction = _correct(story, receipt, happened_on=date(2026, 11, 3))
    assert _standing(story, receipt.case) == [(Kind.REQUEST_RECEIVED, date(2026, 11, 3))]
    receipt.refresh_from_db()
    assert receipt.happened_on == RECEIVED
    assert queries.remarks(receipt.case_id, story.cast.spoc) == {correction.pk: "Mistyped"}
    entry = Entry.objects.get(deed=Kind.FACT_CORRECTED)
    assert (entry.recorded_by, entry.subject_id) == (story.cast.manager.pk, correction.pk)


def test_an_entry_that_never_happened_is_struck_out_and_can_be_restored(story: Story, receipt: Fact) -> None:
    _correct(story, receipt, is_void=True)
    assert _standing(story, receipt.case) == []
    _correct(story, receipt, happened_on=RECEIVED)
    assert _standing(story, receipt.case) == [(Kind.REQUEST_RECEIVED, RECEIVED)]


@pytest.mark.parametrize(
    ("said", "sentence", "field"),
    [
        ({"happened_on": date(2026, 11, 3), "reason": " "}, "Say why", "reason"),
        ({"happened_on": date(2026, 11, 10)}, "in the future", "happened_on"),
        ({"happened_on": RECEIVED}, "already says 2 November 2026", "happened_on"),
        ({}, "already says 2 November 2026", "happened_on"),
    ],
)
def test_a_correction_that_says_nothing_new_or_true_is_refused(
    story: Story, receipt: Fact, said: dict[str, Any], sentence: str, field: str
) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        _correct(story, receipt, **said)
    assert refused.value.field == field
    assert Fact.objects.count() == 1


def test_an_entry_is_struck_out_once(story: Story, receipt: Fact) -> None:
    _correct(story, receipt, is_void=True)
    with pytest.raises(Refused, match="struck out already"):
        _correct(story, receipt, is_void=True)


def test_details_alone_can_be_corrected(story: Story, receipt: Fact) -> None:
    _correct(story, receipt, details={"named": ["one"]})
    (fact,) = effective(queries.history(receipt.case_id, story.cast.spoc))
    assert (fact.happened_on, fact.details) == (RECEIVED, {**receipt.details, "named": ["one"]})


def test_a_correction_is_not_corrected_itself(story: Story, receipt: Fact) -> None:
    correction = _correct(story, receipt, happened_on=date(2026, 11, 3))
    with pytest.raises(Refused, match="not corrected itself"):
        _correct(story, correction, is_void=True)


def test_a_receipt_cannot_be_moved_past_what_followed_it(
    story: Story, request_: Request, receipt: Fact
) -> None:
    story.given_it_is_acknowledged(request_, date(2026, 11, 4), "OT")
    with pytest.raises(Refused, match="before the council's request was received on 5 November 2026"):
        _correct(story, receipt, happened_on=date(2026, 11, 5))
    assert _standing(story, receipt.case)[0] == (Kind.REQUEST_RECEIVED, RECEIVED)


def test_only_the_single_point_of_contact_corrects(story: Story, receipt: Fact) -> None:
    for person in (story.cast.officer, story.cast.therapist, story.cast.support):
        with pytest.raises(PermissionDenied):
            _correct(story, receipt, happened_on=date(2026, 11, 3), by=person)


@pytest.mark.parametrize(
    "write", ["update cases_fact set happened_on = '2026-01-01'", "delete from cases_fact"]
)
def test_the_database_refuses_to_change_what_was_told(story: Story, receipt: Fact, write: str) -> None:
    from django.db import connection

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(write)
    assert Fact.objects.get() == receipt


def test_many_facts_at_once_are_told_in_order_with_an_audit_row_each(story: Story, request_: Request) -> None:
    case = request_.case
    Case.objects.update(is_marked=False)
    entries = Entry.objects.filter(what="did").count()
    facts = [
        NewFact(case.area_id, case.pk, Kind.ADVICE_CHASED, on, request_.pk, {"imported": True}, remark=remark)
        for on, remark in ((LATER, "By post"), (RECEIVED, ""))
    ]
    assert append_many(facts, by=story.cast.spoc) == 2
    assert append_many([], by=story.cast.spoc) == 0
    told = list(Fact.objects.filter(kind=Kind.ADVICE_CHASED).order_by("sequence"))
    assert [(fact.happened_on, fact.by_id) for fact in told] == [
        (on, story.cast.spoc.pk) for on in (LATER, RECEIVED)
    ]
    assert queries.remarks(case.pk, story.cast.spoc) == {told[0].pk: "By post"}
    assert Entry.objects.filter(what="did").count() == entries + 2
    assert Case.objects.get(pk=case.pk).is_marked


def test_a_case_is_seen_by_its_area_its_council_and_the_services_asked(story: Story) -> None:
    (asked,) = story.given_advice_is_sought(RECEIVED, "SLT")
    other = story.given_a_request(RECEIVED).case
    cast = story.cast
    for person in (cast.spoc, cast.manager, cast.officer, cast.support, cast.therapist):
        assert queries.case(asked.case_id, person) == asked.case
        assert queries.of_child(asked.case.child_id, person) == [asked.case]
    assert queries.case(other.pk, cast.therapist) is None
    assert queries.case(asked.case_id, cast.administrator) is None


def test_who_may_not_see_a_case_sees_nothing_of_its_timeline(story: Story, receipt: Fact) -> None:
    stranger = story.cast.therapist
    assert queries.history(receipt.case_id, stranger) == queries.entries(receipt.case_id, stranger) == []
    assert queries.entry(receipt.pk, stranger) is None
    assert queries.entry(receipt.pk, story.cast.spoc) == receipt


def test_the_latest_entry_stands_first_with_who_recorded_it(story: Story, request_: Request) -> None:
    story.given_it_is_acknowledged(request_, LATER, "OT")
    entries = queries.entries(request_.case_id, story.cast.spoc)
    assert [entry.happened_on for entry in entries] == [LATER, LATER, RECEIVED]
    assert {entry.by.name for entry in entries} == {"Alice Penrose"}


def test_timelines_come_case_by_case_in_the_order_of_their_recording(story: Story) -> None:
    cases = [story.given_a_request(RECEIVED).case.pk for _ in range(2)]
    told = dict(timelines(cases, [Kind.REQUEST_RECEIVED]))
    assert set(told) == set(cases)
    assert {fact.kind for facts in told.values() for fact in facts} == {Kind.REQUEST_RECEIVED}
