"""The page on which a case is opened in an emergency: who may, what they are told, and what stays shut."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models.functions import Now
from django.urls import reverse

from goldenthread.audit.models import Entry
from goldenthread.cases.actions import restrict
from goldenthread.cases.models import Case, Emergency, Relation
from goldenthread.demo.stories import Story
from goldenthread.directory.queries import organisation
from goldenthread.people.actions import add_carer, amend
from goldenthread.rules.access import Permission, Role, may

pytestmark = pytest.mark.django_db

ROUTE, ON = "cases:open_in_emergency", date(2026, 11, 2)
TYPED = {"reason": "harm", "words": "She came to the ward tonight."}


@pytest.fixture
def case(story: Story) -> Case:
    """A case on which speech and language was not asked."""
    child = story.given_a_child("Ember", "Ottermark")
    request = story.given_a_request(ON, child=child, reference="GT/7")
    return story.given_advice_is_sought(ON, "OT", request=request)[0].case


@pytest.mark.parametrize("by", ["reference", "nhs_number"])
def test_the_case_opens_and_says_until_when_and_who_is_told(
    by: str, story: Story, visit: Any, case: Case
) -> None:
    charlie = story.cast.therapist
    assert visit(charlie, "desk:case", case.pk).status_code == 404
    found_by = case.reference.lower() if by == "reference" else f" {case.child.nhs_number} "
    answer = visit(charlie, ROUTE, found_by=found_by, **TYPED)
    assert answer.url == reverse("desk:case", args=[case.pk])
    said = visit(charlie, "desk:case", case.pk).words
    opening = Emergency.objects.get()
    assert "Ember Ottermark" in said
    assert "You opened this case in an emergency. It is open to you until" in said
    assert "The privacy officer and the manager of the single point of contact are told" in said
    assert f"as opening {opening.pk.hex[:8].upper()}." in said
    assert (opening.reason, opening.words, opening.opened_by) == ("harm", TYPED["words"], charlie.pk)
    assert Entry.objects.filter(deed="cases.open_in_emergency", recorded_by=charlie.pk).count() == 2


def test_after_its_hour_it_is_shut_again(story: Story, visit: Any, case: Case) -> None:
    visit(story.cast.therapist, ROUTE, found_by="GT/7", **TYPED)
    Relation.objects.update(open_until=Now() - timedelta(seconds=1))
    assert visit(story.cast.therapist, "desk:case", case.pk).status_code == 404


def test_what_was_opened_is_read_and_not_changed(story: Story, visit: Any) -> None:
    request = story.given_a_request(ON, reference="GT/8", council=organisation("devon-council"))
    child, petroc = request.case.child, story.cast.people[Role.SEND_MANAGER]
    visit(petroc, ROUTE, found_by="GT/8", **TYPED)
    assert "Change these particulars" not in visit(petroc, "desk:child", child.pk).words
    assert visit(petroc, "people:amend", child.pk).status_code == 404
    assert visit(petroc, "people:add_carer", child.pk).status_code == 404
    with pytest.raises(PermissionDenied):
        amend(child=child, version=child.version, changes={"forename": "Ember"}, by=petroc, on=ON)
    with pytest.raises(PermissionDenied):
        add_carer(child=child, name="Merryn Gale", relationship="Mother", by=petroc, on=ON)


def test_whoever_sees_the_case_anyway_is_not_told_of_another_s_emergency(
    story: Story, visit: Any, case: Case
) -> None:
    visit(story.cast.therapist, ROUTE, found_by="GT/7", **TYPED)
    assert "in an emergency." not in visit(story.cast.spoc, "desk:case", case.pk).words


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"found_by": ""}, "Enter the council reference or the NHS number"),
        ({"found_by": "GT/8"}, "There is no case here that you may open in an emergency by this."),
        ({"found_by": "Ember Ottermark"}, "There is no case here that you may open in an emergency by this."),
        ({"reason": ""}, "Choose why you must see the record now"),
        ({"words": ""}, "Say in a sentence what has happened"),
        ({"words": "Urgent"}, "Say in a sentence what has happened."),
    ],
)
def test_a_problem_is_said_and_nothing_is_opened_or_lost(
    story: Story, visit: Any, case: Case, wrong: dict[str, str], sentence: str
) -> None:
    page = visit(story.cast.therapist, ROUTE, **{"found_by": "GT/7", **TYPED, **wrong})
    assert sentence in page.words
    assert "words" in wrong or TYPED["words"] in page.words
    assert not Emergency.objects.exists()


def test_whom_a_restriction_keeps_out_finds_nothing_even_so(story: Story, visit: Any, case: Case) -> None:
    restrict(case=case, person=story.cast.therapist, reason="conflict", by=story.cast.manager, on=ON)
    page = visit(story.cast.therapist, ROUTE, found_by="GT/7", **TYPED)
    assert "There is no case here that you may open" in page.words
    assert not Emergency.objects.exists()


def test_what_was_typed_stands_in_no_address(story: Story, client: Any, case: Case) -> None:
    client.force_login(story.cast.therapist)
    client.get(reverse(ROUTE), {"found_by": "GT/7", **TYPED})
    assert not Emergency.objects.exists()


def test_the_page_and_its_place_in_the_menu_are_for_those_who_may(story: Story, visit: Any) -> None:
    for role, person in story.cast.people.everybody().items():
        page = visit(person, ROUTE)
        if may([role], Permission.EMERGENCY):
            assert (page.status_code, "Emergency access" in page.words) == (200, True), role
        else:
            assert (page.status_code, "Emergency access" in page.words) == (403, False), role
    assert may([Role.SOCIAL_WORKER], Permission.EMERGENCY)
    assert not may([Role.PARENT], Permission.EMERGENCY)
