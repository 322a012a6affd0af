"""A tracker's rows become children, cases, requests and facts: what living the same story leaves, written at once."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from goldenthread.advice import actions as advice_actions
from goldenthread.advice.models import AdviceRequest
from goldenthread.audit.models import Entry
from goldenthread.cases.models import Case, Fact, Remark
from goldenthread.demo.stories import Story
from goldenthread.intake.models import Request
from goldenthread.people.models import Child
from goldenthread.rules.facts import Kind
from goldenthread.rules.involvement import Involvement
from goldenthread.rules.refusals import Refused
from goldenthread.tracker.models import Import, Line
from goldenthread.tracker.tests.told import NUMBERS, TODAY, Office, advice, cora, counts, hal, recorded, told

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
FULL = {
    "acknowledged_on": "04/03/2026",
    "chased_on": "14/04/2026",
    "returned_on": "20/04/2026",
    "notes": "By post",
}


def test_a_row_becomes_a_child_a_case_a_request_and_advice_sought(office: Office) -> None:
    answer = office.take(hal())
    assert counts(answer) == (1, 0, 0, 0)
    child = Child.objects.get()
    assert (child.forename, child.surname, child.nhs_number) == ("Hal", "Moyle", NUMBERS[0])
    assert child.born_on == date(2015, 2, 14)
    assert child.search_name == "moyle hal"
    assert Case.objects.get().child == child
    assert Request.objects.get().council == office.story.cast.council
    assert told("EHC26-0001") == [
        (Kind.REQUEST_RECEIVED, RECEIVED),
        (Kind.INVOLVEMENT_CHECKED, RECEIVED),
        (Kind.ADVICE_SOUGHT, RECEIVED),
        (Kind.ADVICE_IMPORTED, TODAY),
    ]


def test_every_date_of_a_row_is_a_fact_on_its_day(office: Office) -> None:
    office.take(hal(**FULL))
    assert told("EHC26-0001")[3:] == [
        (Kind.ADVICE_ACKNOWLEDGED, date(2026, 3, 4)),
        (Kind.ADVICE_CHASED, date(2026, 4, 14)),
        (Kind.ADVICE_RECORDED, date(2026, 4, 20)),
        (Kind.ADVICE_IMPORTED, TODAY),
    ]


def test_the_notes_stand_beside_the_asking_and_never_in_a_fact(office: Office) -> None:
    office.take(hal(notes='=HYPERLINK("http://bad.example")'))
    remark = Remark.objects.get()
    assert (remark.fact.kind, remark.text) == (Kind.ADVICE_SOUGHT, '=HYPERLINK("http://bad.example")')
    assert not Fact.objects.filter(details__icontains="HYPERLINK").exists()


def test_two_services_asked_on_one_day_are_one_request_with_one_receipt(office: Office) -> None:
    office.take(hal(), hal(service="OT"))
    assert (Case.objects.count(), Request.objects.count(), AdviceRequest.objects.count()) == (1, 1, 2)
    assert recorded("EHC26-0001").count(Kind.REQUEST_RECEIVED) == 1


def test_two_services_asked_on_different_days_are_two_requests_of_one_case(office: Office) -> None:
    office.take(hal(), hal(service="OT", received_on="09/03/2026"))
    assert (Case.objects.count(), Request.objects.count()) == (1, 2)
    assert recorded("EHC26-0001").count(Kind.REQUEST_RECEIVED) == 2


def test_a_reference_typed_with_other_capitals_and_spaces_is_the_same_case(office: Office) -> None:
    office.take(hal(), hal(reference="ehc26 - 0001", service="OT"))
    assert Case.objects.get().reference == "EHC26-0001"


def test_each_row_written_has_its_audit_row_by_who_took_the_file_in(office: Office) -> None:
    before = Entry.objects.count()
    office.take(hal(**FULL), cora())
    entries = list(Entry.objects.order_by("recorded_at"))[before:]
    assert {entry.recorded_by for entry in entries} == {office.story.cast.spoc.pk}
    written = {
        *Child.objects.values_list("pk", flat=True),
        *Case.objects.values_list("pk", flat=True),
        *Request.objects.values_list("pk", flat=True),
        *AdviceRequest.objects.values_list("pk", flat=True),
        *Line.objects.values_list("pk", flat=True),
        *Fact.objects.values_list("pk", flat=True),
        *Import.objects.values_list("pk", flat=True),
    }
    assert Counter(entry.subject_id for entry in entries) == Counter(written)


def test_importing_leaves_what_living_the_same_story_leaves(office: Office, story: Story) -> None:
    """The set-based twin is held to the actions: same kinds, days, order and details, but for what only one knows."""
    office.take(hal(**FULL))
    lived = _live_the_same(story)
    ours, theirs = _story("EHC26-0001"), _story(lived.reference)
    assert [each for each in ours if each[0] != Kind.ADVICE_IMPORTED] == theirs


def _live_the_same(story: Story) -> Case:
    spoc, slt = story.cast.spoc, story.services("SLT")
    child = story.given_a_child("Rosa", "Lobb", on=RECEIVED)
    request = story.given_a_request(RECEIVED, child=child, reference="LIVED-1")
    story.given_the_records_say(request, RECEIVED, "SLT", involvement=Involvement.KNOWN)
    (asked,) = advice_actions.seek(request=request, services=slt, remark="By post", by=spoc, on=RECEIVED)
    advice_actions.acknowledge(advice=asked, by=spoc, on=date(2026, 3, 4))
    advice_actions.chase(advice=asked, by=spoc, on=date(2026, 4, 14))
    advice_actions.record(advices=[asked], by=spoc, on=date(2026, 4, 20))
    return request.case


def _story(reference: str) -> list[tuple[object, ...]]:
    """Facts in the order of writing: kind, day, what they are about, the names of their details, version, remark."""
    case = Case.objects.get(reference=reference)
    about = {row.pk: "request" for row in case.requests.all()} | {
        row.pk: "advice" for row in case.advice_requests.all()
    }
    remarks = dict(Remark.objects.filter(case=case).values_list("fact_id", "text"))
    return [
        (
            fact.kind,
            fact.happened_on,
            about[fact.about],
            sorted(fact.details),
            fact.version,
            remarks.get(fact.pk, ""),
        )
        for fact in Fact.objects.filter(case=case).order_by("sequence")
    ]


def test_the_advice_sought_carries_the_pack_under_which_its_ladder_runs(office: Office) -> None:
    office.take(hal())
    asked = advice("EHC26-0001", "SLT")
    sought = Fact.objects.get(kind=Kind.ADVICE_SOUGHT)
    assert sought.details == {
        "service": str(asked.service_id),
        "request": str(asked.request_id),
        "received_on": "2026-03-02",
        "pack": str(asked.pack_version_id),
    }


def test_the_file_leaves_its_hash_and_its_answer_and_no_child(office: Office) -> None:
    answer = office.take(hal(notes="Family asked for mornings"))
    kept = Import.objects.get()
    assert (kept.imported_on, kept.imported_by, len(kept.sha256)) == (TODAY, office.story.cast.spoc, 64)
    assert kept.answer == answer
    assert "Moyle" not in str(kept.answer) and "mornings" not in str(kept.answer)


def test_a_refused_row_holds_up_no_other(office: Office) -> None:
    answer = office.take(
        hal(nhs_number="9990000019"), cora(), cora(reference="EHC26-0003", service="Rocketry")
    )
    assert [(each["row"], each["field"]) for each in answer["rejected"]] == [
        (2, "nhs_number"),
        (4, "service"),
    ]
    assert counts(answer) == (1, 0, 0, 0)
    assert [case.reference for case in Case.objects.all()] == ["EHC26-0002"]


def test_who_may_not_import_here_is_refused_and_nothing_is_written(office: Office) -> None:
    with pytest.raises(PermissionDenied):
        office.take(hal(), by=office.story.cast.therapist)
    assert not Case.objects.exists() and not Import.objects.exists()


def test_a_rehearsal_answers_the_same_and_writes_nothing(office: Office) -> None:
    office.take(hal(), cora())
    rows = (
        hal(returned_on="20/04/2026"),
        cora(received_on="09/03/2026", nhs_number=NUMBERS[2]),
        hal(reference="EHC26-0003", nhs_number=NUMBERS[3], forename="Rosa"),
        hal(reference="EHC26-0004", service="Rocketry"),
    )
    before = _all_counts()
    rehearsed = office.take(*rows, is_rehearsal=True)
    assert _all_counts() == before
    assert office.take(*rows) == rehearsed
    assert counts(rehearsed) == (1, 1, 0, 1)


def _all_counts() -> list[int]:
    models = (Child, Case, Request, AdviceRequest, Fact, Remark, Line, Import)
    return [*(model.objects.count() for model in models), Entry.objects.filter(what="did").count()]


def test_a_file_longer_than_a_batch_finds_its_own_children_and_cases_again(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goldenthread.tracker.actions.BATCH", 2)
    answer = office.take(
        hal(), cora(), hal(service="OT"), cora(service="SLT", notes="Second"), cora(reference="EHC26-0009")
    )
    assert counts(answer) == (5, 0, 0, 0)
    assert (Child.objects.count(), Case.objects.count(), Request.objects.count()) == (2, 3, 3)


def test_an_area_without_a_pack_or_a_council_takes_nothing_in(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as gone:
        gone.setattr("goldenthread.tracker.actions.current_pack", lambda area: None)
        with pytest.raises(Refused, match="has no pack"):
            office.take(hal())
    monkeypatch.setattr("goldenthread.tracker.actions.first_council", lambda area: "")
    with pytest.raises(Refused, match="names no council"):
        office.take(hal())
    assert not Case.objects.exists()
