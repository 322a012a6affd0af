"""The page on which a council's request is received: nothing typed is lost, and no child becomes two."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from goldenthread.cases.models import Fact
from goldenthread.demo.stories import NhsNumbers, Story
from goldenthread.design.tests.reading import Screen
from goldenthread.directory.models import Area, AreaOrganisation, Organisation
from goldenthread.intake.models import Request
from goldenthread.intake.receive.candidates import candidate
from goldenthread.people.models import Child
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db

ROUTE = "intake:receive"
BORN = date(2016, 3, 31)
NUMBER = next(NhsNumbers(500))


@pytest.fixture
def typed(story: Story) -> dict[str, Any]:
    """A whole request, as it is copied from the council's e-mail."""
    return {
        "key": str(uuid4()),
        "forename": "Rowan",
        "surname": "Yeo",
        "born_on": BORN.isoformat(),
        "nhs_number": NUMBER,
        "council": str(story.cast.council.pk),
        "reference": "EHC-77",
        "on": "2026-11-20",
        "assessment_requested_on": "2026-11-16",
        "named": [str(service.pk) for service in story.services("OT", "PHN")],
        "remark": "By e-mail",
        "gp_practice": "Chelston Hall",
    }


def _carried(response: Any) -> dict[str, str | None]:
    hidden = Screen(response.content.decode()).all("input", type="hidden")
    return {str(field["name"]): field["value"] for field in hidden}


def test_a_request_is_received_and_leads_to_its_acknowledgement(story: Story, visit: Any, typed: Any) -> None:
    response = visit(story.cast.spoc, ROUTE, **typed)
    request = Request.objects.get()
    assert response.url == reverse("intake:acknowledge", args=[request.pk])
    assert (
        "received on case EHC-77. Health advice is due by 1 January 2027. Next, look the child up"
        in response.told
    )
    assert (request.case.child.name, request.case.child.nhs_number) == ("Rowan Yeo", NUMBER)
    received = Fact.objects.get(kind=Kind.REQUEST_RECEIVED)
    assert (received.happened_on, set(received.details["named"])) == (date(2026, 11, 20), set(typed["named"]))
    assert Fact.objects.get(kind=Kind.ASSESSMENT_REQUESTED).happened_on == date(2026, 11, 16)


def test_the_page_offers_today_and_the_services_that_are_live(story: Story, visit: Any) -> None:
    page = visit(story.cast.spoc, ROUTE)
    assert "Receive a council's request" in page.words
    assert "OT: Occupational Therapy" in page.words
    screen = Screen(page.content.decode())
    assert [screen.all("input", name=f"on_{box}")[0]["value"] for box in ("day", "month", "year")] == [
        "22",
        "11",
        "2026",
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"forename": ""}, "Enter the child's forename"),
        ({"surname": ""}, "Enter the child's surname"),
        ({"council": ""}, "Choose the council that sent the request"),
        ({"on": ""}, "Enter the day on which the request arrived"),
        ({"on": "2026-11-23"}, "The day of arrival must be today, 22 November 2026, or in the past"),
        ({"on": "2013-11-20"}, "Earlier wordings are out of its scope"),
        ({"born_on": "2027-01-01"}, "The date of birth must be today"),
        ({"nhs_number": "999 000 0019"}, "check digit is wrong"),
        ({"upn": "A1"}, "not a unique pupil number"),
        ({"assessment_requested_on": "2026-11-21"}, "The council cannot have received the family's request"),
    ],
)
def test_a_problem_is_said_beside_its_field_and_nothing_typed_is_lost(
    story: Story, visit: Any, typed: Any, wrong: dict[str, str], sentence: str
) -> None:
    page = visit(story.cast.spoc, ROUTE, **{**typed, **wrong})
    assert page.status_code == 200
    assert "There is a problem" in page.words
    assert sentence in page.words
    assert "By e-mail" in page.words
    screen = Screen(page.content.decode())
    assert screen.all("input", name="gp_practice")[0]["value"] == "Chelston Hall"
    assert len([box for box in screen.all("input", name="named") if "checked" in box.attributes]) == 2
    assert not Request.objects.exists()


def test_a_reference_of_another_childs_case_is_refused_beside_it(
    story: Story, visit: Any, typed: Any
) -> None:
    story.given_a_request(date(2026, 11, 2), reference="EHC-77")
    page = visit(story.cast.spoc, ROUTE, **typed)
    assert "The reference EHC-77 belongs to another case" in page.words
    assert 'href="#id_reference"' in page.content.decode()


def test_a_strong_match_asks_who_the_child_is_and_carries_what_was_typed(
    story: Story, visit: Any, typed: Any
) -> None:
    known = story.given_a_child("Rowan", "Yeo", born_on=BORN)
    page = visit(story.cast.spoc, ROUTE, **{**typed, "nhs_number": ""})
    assert "Is this child here already?" in page.words
    assert "There is a problem" not in page.words
    assert "born 31 March 2016, NHS number 999 000 0018" in page.words
    assert "The same name and date of birth. No case yet. A new case, EHC-77, is opened." in page.words
    assert _carried(page)["remark"] == "By e-mail"
    assert not Request.objects.exists()
    response = visit(
        story.cast.spoc, ROUTE, **{**typed, "nhs_number": "", "asked": "1", "child": str(known.pk)}
    )
    assert Request.objects.get().case.child == known
    assert Child.objects.get().gp_practice == "Chelston Hall"
    assert "differs" not in response.told


def test_who_does_not_choose_is_asked_again(story: Story, visit: Any, typed: Any) -> None:
    story.given_a_child("Rowan", "Yeo", born_on=BORN)
    page = visit(story.cast.spoc, ROUTE, **{**typed, "nhs_number": "", "asked": "1"})
    assert "Choose who the child is" in page.words
    assert _carried(page)["reference"] == "EHC-77"


def test_a_different_child_is_added_where_a_person_says_so(story: Story, visit: Any, typed: Any) -> None:
    story.given_a_child("Rowan", "Yeo", born_on=BORN)
    visit(story.cast.spoc, ROUTE, **{**typed, "nhs_number": "", "asked": "1", "child": "different"})
    assert Child.objects.count() == 2


def test_the_same_nhs_number_leaves_no_different_child_to_choose(
    story: Story, visit: Any, typed: Any
) -> None:
    known = story.given_a_child("Ro", "Yeo")
    page = visit(story.cast.spoc, ROUTE, **{**typed, "nhs_number": known.nhs_number})
    assert "The same NHS number" in page.words
    assert "a different child" not in page.words
    again = {**typed, "nhs_number": known.nhs_number, "asked": "1", "child": "different"}
    assert "Choose who the child is" in visit(story.cast.spoc, ROUTE, **again).words


def test_a_child_who_was_not_offered_cannot_be_chosen(story: Story, visit: Any, typed: Any) -> None:
    story.given_a_child("Rowan", "Yeo", born_on=BORN)
    stranger = story.given_a_child("Cora", "Nance")
    said = {**typed, "nhs_number": "", "asked": "1", "child": str(stranger.pk)}
    assert "Choose who the child is" in visit(story.cast.spoc, ROUTE, **said).words


def test_what_was_typed_can_be_changed_after_the_match(story: Story, visit: Any, typed: Any) -> None:
    story.given_a_child("Rowan", "Yeo", born_on=BORN)
    page = visit(story.cast.spoc, ROUTE, **{**typed, "nhs_number": "", "again": "1"})
    assert "Receive a council's request" in page.words
    assert Screen(page.content.decode()).all("input", name="reference")[0]["value"] == "EHC-77"


def test_the_same_child_under_their_own_reference_goes_on_their_case(
    story: Story, visit: Any, typed: Any
) -> None:
    case = story.given_a_request(date(2026, 3, 2), reference="EHC-77").case
    said = {**typed, "nhs_number": case.child.nhs_number}
    assert "The request goes on case EHC-77." in visit(story.cast.spoc, ROUTE, **said).words
    response = visit(story.cast.spoc, ROUTE, **said, asked="1", child=str(case.child_id))
    assert Request.objects.filter(case=case).count() == 2
    assert "differs in forename, surname and date of birth and was left as it was" in response.told


def test_a_form_that_is_sent_again_leads_to_the_case_it_made(story: Story, visit: Any, typed: Any) -> None:
    visit(story.cast.spoc, ROUTE, **typed)
    response = visit(story.cast.spoc, ROUTE, **typed)
    request = Request.objects.get()
    assert response.url == reverse("desk:case", args=[request.case_id])
    assert "received already, on case EHC-77" in response.told


def test_an_altered_key_is_no_error_of_the_users(story: Story, visit: Any, typed: Any) -> None:
    visit(story.cast.spoc, ROUTE, **{**typed, "key": "not a key"})
    assert Request.objects.count() == 1


def test_an_officer_sends_their_own_councils_request_in(story: Story, visit: Any, typed: Any) -> None:
    page = visit(story.cast.officer, ROUTE)
    assert "Devon County Council" not in page.words
    response = visit(story.cast.officer, ROUTE, **typed)
    assert response.url == reverse("desk:case", args=[Request.objects.get().case_id])
    assert "Next, Single Point of Contact looks the child up" in response.told


def test_who_works_for_two_areas_chooses_the_area_first(story: Story, visit: Any) -> None:
    devon = Area.objects.create(code="devon", name="Devon", front_door="Single Point of Contact")
    spoc = Organisation.objects.get(code="cfhd-spoc")
    AreaOrganisation.objects.create(area=devon, organisation=spoc, part=AreaOrganisation.Part.SPOC)
    page = visit(story.cast.spoc, ROUTE)
    assert "Which area is the request for?" in page.words
    assert reverse(ROUTE, args=["devon"]) in page.content.decode()
    assert "OT: Occupational Therapy" in visit(story.cast.spoc, ROUTE, "torbay").words
    assert visit(story.cast.spoc, ROUTE, "plymouth").status_code == 404


@pytest.mark.parametrize("person", ["therapist", "support", "administrator"])
def test_who_may_not_receive_requests_is_refused(story: Story, visit: Any, person: str) -> None:
    assert visit(getattr(story.cast, person), ROUTE).status_code == 403


@pytest.mark.parametrize(
    ("references", "given", "words"),
    [
        ([], "", "No case yet. A new case is opened."),
        (["A-1"], "A-1", "The request goes on case A-1."),
        (["A-1"], "B-2", "Has case A-1. A new case, B-2, is opened."),
        (
            ["A-1", "A-2"],
            "",
            "Has cases A-1 and A-2. A new case is opened. To add to a case, change what you typed",
        ),
    ],
)
def test_a_candidate_says_on_which_case_the_request_would_go(
    references: list[str], given: str, words: str
) -> None:
    child = {
        "child_id": "1",
        "name": "Rowan Yeo",
        "born_on": None,
        "nhs_number": None,
        "reason": "the same name",
    }
    offered = candidate(**child, references=references, typed=given)
    assert offered.hint.startswith(f"The same name. {words}")
    assert offered.words == "Rowan Yeo, date of birth not recorded, NHS number not recorded"
