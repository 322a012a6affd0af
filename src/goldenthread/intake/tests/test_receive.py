"""A council's request is received once, with the child that it is about."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from goldenthread.audit.models import Entry
from goldenthread.cases.models import Case, Fact
from goldenthread.demo.area import set_up_torbay
from goldenthread.demo.stories import Story
from goldenthread.directory.models import Organisation
from goldenthread.intake import actions, queries
from goldenthread.intake.models import Request
from goldenthread.people.models import Child
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 11, 2)
LATER = date(2026, 11, 9)
ROWAN = actions.Arriving(forename="Rowan", surname="Yeo", born_on=date(2016, 3, 31))


def _arrives(
    story: Story, arriving: actions.Arriving = ROWAN, *, key: UUID | None = None, **said: object
) -> Request:
    asked = {"council": story.cast.council, "by": story.cast.spoc, "on": RECEIVED}
    return actions.receive_child(
        area=story.cast.area, arriving=arriving, key=key or uuid4(), **{**asked, **said}
    )


def _facts(request: Request) -> list[tuple[str, date]]:
    return list(
        Fact.objects.filter(case=request.case).order_by("sequence").values_list("kind", "happened_on")
    )


def test_receiving_a_request_opens_a_case_under_the_councils_reference(story: Story) -> None:
    request = story.given_a_request(RECEIVED, named=("OT",), reference=" EHC-77 ")
    assert request.case.reference == "EHC-77"
    fact = Fact.objects.get(case=request.case)
    assert (fact.kind, fact.about, fact.happened_on) == (Kind.REQUEST_RECEIVED, request.pk, RECEIVED)
    assert fact.details["named"] == [str(story.cast.services["OT"].pk)]
    assert fact.details["source"] == "council"


def test_each_write_of_a_receipt_has_its_audit_row(story: Story) -> None:
    request = _arrives(story)
    deeds = Entry.objects.filter(area_id=story.cast.area.pk, recorded_by=story.cast.spoc.pk).values_list(
        "deed", "subject"
    )
    assert sorted(deeds) == [
        ("RequestReceived", "fact"),
        ("cases.open", "case"),
        ("intake.receive", "request"),
        ("people.register", "child"),
    ]
    assert Entry.objects.filter(
        deed="intake.receive", subject_id=request.pk, case_id=request.case_id
    ).exists()


def test_a_case_without_a_reference_gets_the_next_number_of_the_year(story: Story) -> None:
    references = [story.given_a_request(on).case.reference for on in (RECEIVED, LATER, date(2027, 1, 4))]
    assert references == ["TORBAY-26-0001", "TORBAY-26-0002", "TORBAY-27-0001"]


def test_the_day_of_the_familys_request_is_kept_where_the_council_tells_it(story: Story) -> None:
    request = story.given_a_request(RECEIVED, assessment_requested_on=date(2026, 10, 26))
    assert _facts(request)[1] == (Kind.ASSESSMENT_REQUESTED, date(2026, 10, 26))


def test_the_familys_request_cannot_come_after_the_councils_own(story: Story) -> None:
    with pytest.raises(Refused, match="Correct one of the two dates"):
        story.given_a_request(RECEIVED, assessment_requested_on=LATER)
    assert not Case.objects.exists()


def test_a_reference_that_belongs_to_another_childs_case_is_refused(story: Story) -> None:
    story.given_a_request(RECEIVED, reference="EHC-77")
    with pytest.raises(Refused, match="EHC-77 belongs to another case") as refused:
        _arrives(story, reference="EHC-77")
    assert refused.value.field == "reference"
    assert Child.objects.count() == 1


def test_a_service_that_was_named_must_be_of_the_area(story: Story) -> None:
    foreign = story.cast.services["OT"]
    foreign.area_id = uuid4()
    with pytest.raises(Refused, match="another area"):
        actions.receive(
            child=story.given_a_child(),
            council=story.cast.council,
            named=[foreign],
            by=story.cast.spoc,
            on=RECEIVED,
        )


def test_a_strong_match_is_refused_until_a_person_has_said_who_the_child_is(story: Story) -> None:
    _arrives(story)
    with pytest.raises(Refused, match="the same name and date of birth") as refused:
        _arrives(story)
    assert refused.value.field == "child"
    assert Child.objects.count() == Request.objects.count() == 1


def test_a_suggestion_blocks_nothing(story: Story) -> None:
    _arrives(story)
    robin = _arrives(story, actions.Arriving(forename="Robin", surname="Yeo", born_on=ROWAN.born_on))
    assert robin.case.child.name == "Robin Yeo"


def test_the_same_child_under_the_same_reference_is_the_same_case(story: Story) -> None:
    first = _arrives(story, reference="EHC-77")
    again = _arrives(story, reference="EHC-77", same_as=first.case.child, on=LATER)
    assert again.pk != first.pk
    assert again.case == first.case
    assert [kind for kind, _ in _facts(first)] == [Kind.REQUEST_RECEIVED, Kind.REQUEST_RECEIVED]


def test_the_same_child_under_another_reference_is_a_new_case(story: Story) -> None:
    first = _arrives(story, reference="EHC-77")
    again = _arrives(story, reference="EHC-90", same_as=first.case.child)
    assert again.case != first.case
    assert again.case.child == first.case.child


def test_a_different_child_of_the_same_name_and_birth_date_is_a_new_child(story: Story) -> None:
    _arrives(story)
    assert _arrives(story, is_different=True).case.child.name == "Rowan Yeo"
    assert Child.objects.count() == 2


def test_two_children_never_share_an_nhs_number_whatever_a_person_says(story: Story) -> None:
    arriving = actions.Arriving(forename="Rowan", surname="Yeo", nhs_number="9990000018")
    _arrives(story, arriving)
    with pytest.raises(Refused, match="NHS number is already here"):
        _arrives(story, arriving, is_different=True)


def test_what_was_not_recorded_of_a_child_is_filled_in_and_nothing_is_overwritten(story: Story) -> None:
    first = _arrives(story, actions.Arriving(forename="Rowan", surname="Yeo", gp_practice="Chelston Hall"))
    said = actions.Arriving(forename="Ro", surname="Yeo", born_on=ROWAN.born_on, gp_practice="Cary Street")
    child = _arrives(story, said, same_as=first.case.child).case.child
    child.refresh_from_db()
    assert (child.forename, child.born_on, child.gp_practice) == ("Rowan", ROWAN.born_on, "Chelston Hall")


def test_a_form_that_is_sent_twice_is_one_request(story: Story) -> None:
    key = uuid4()
    assert _arrives(story, key=key) == _arrives(story, key=key)
    assert Request.objects.count() == Child.objects.count() == Case.objects.count() == 1


def test_a_form_that_is_sent_twice_in_one_moment_is_one_request(at_once) -> None:
    story, key = Story(set_up_torbay(date(2020, 1, 1))), uuid4()
    one, other = at_once(*[lambda: _arrives(story, key=key)] * 2)
    assert one == other
    with transaction.atomic():
        assert Request.objects.count() == Child.objects.count() == 1


def test_two_people_who_receive_one_child_in_one_moment_make_no_double(at_once) -> None:
    story = Story(set_up_torbay(date(2020, 1, 1)))
    answers = at_once(lambda: _arrives(story), lambda: _arrives(story, by=story.cast.manager))
    assert {type(answer).__name__ for answer in answers} == {"Request", "Refused"}
    with transaction.atomic():
        assert Child.objects.count() == 1


def test_an_officer_receives_for_their_own_council_alone(story: Story) -> None:
    assert _arrives(story, by=story.cast.officer).council == story.cast.council
    devon = Organisation.objects.get(code="devon-council")
    with pytest.raises(Refused, match="Devon County Council") as refused:
        _arrives(story, council=devon, by=story.cast.officer, is_different=True)
    assert refused.value.field == "council"
    assert queries.councils(story.cast.area.pk, story.cast.officer) == [story.cast.council]
    assert devon in queries.councils(story.cast.area.pk, story.cast.spoc)


def test_a_service_does_not_receive_requests(story: Story) -> None:
    with pytest.raises(PermissionDenied):
        _arrives(story, by=story.cast.therapist)


def test_a_request_does_not_go_on_another_childs_case(story: Story) -> None:
    case = story.given_a_request(RECEIVED, reference="EHC-77").case
    said = {"council": story.cast.council, "by": story.cast.spoc, "on": RECEIVED}
    with pytest.raises(Refused, match="EHC-77 is another child's") as refused:
        actions.receive(child=story.given_a_child(), case=case, **said)
    assert refused.value.field == "reference"
