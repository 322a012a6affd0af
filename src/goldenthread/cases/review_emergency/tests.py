"""Reviewing an emergency: by its reference, once, by somebody else, and never with the child's name."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from goldenthread.accounts.actions import invite
from goldenthread.accounts.models import Membership, User
from goldenthread.cases.actions import open_in_emergency
from goldenthread.cases.models import Emergency
from goldenthread.demo.area import pack_text
from goldenthread.demo.stories import Story
from goldenthread.directory.actions import load
from goldenthread.directory.models import Organisation
from goldenthread.rules.access import Permission, Role, may

pytestmark = pytest.mark.django_db

LIST, ROUTE, ON = "desk:emergencies", "cases:review_emergency", date(2026, 11, 2)
FRIDAY = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
THURSDAY_BEFORE = datetime(2026, 11, 12, 23, 5, tzinfo=UTC)
WORDS = "She came to the ward tonight."


def opened(story: Story, at: datetime = FRIDAY, reference: str = "GT/7") -> Emergency:
    """Charlie opened Ember's case at this moment."""
    child = story.given_a_child("Ember", "Ottermark")
    request = story.given_a_request(ON, child=child, reference=reference)
    made = open_in_emergency(found_by=reference, reason="harm", words=WORDS, by=story.cast.therapist, on=ON)
    Emergency.objects.filter(pk=made.pk).update(opened_at=at)
    assert request.case_id == made.case_id
    return made


@pytest.fixture
def elestren(story: Story) -> User:
    """Elestren Bolitho, the privacy officer."""
    return story.cast.people[Role.PRIVACY_OFFICER]


def reference_of(made: Emergency) -> str:
    return made.pk.hex[:8].upper()


def test_the_list_says_who_when_why_and_how_long_it_waits(story: Story, visit: Any, elestren: User) -> None:
    assert "None waits for a review. " in visit(elestren, LIST).words
    made = opened(story)
    said = visit(elestren, LIST).words
    assert "1 opening waits for a review." in said
    for words in (
        reference_of(made),
        "Charlie Opie, Health practitioner",
        "20 November 2026 at 9:30am",
        "A child or young person may come to serious harm " + WORDS,
        "Has waited 0 working days",
    ):
        assert words in said, words


def test_what_waits_longer_than_two_working_days_is_red_and_on_top(
    story: Story, visit: Any, elestren: User
) -> None:
    early, late = opened(story, FRIDAY), opened(story, THURSDAY_BEFORE, "GT/8")
    page = visit(elestren, LIST)
    assert "2 openings wait for a review, 1 of them longer than 2 working days." in page.words
    assert (
        '<strong class="nhsuk-tag nhsuk-tag--red">Has waited 6 working days</strong>' in page.content.decode()
    )
    assert page.words.index(reference_of(late)) < page.words.index(reference_of(early))


def test_a_review_is_kept_and_the_opening_waits_no_more(story: Story, visit: Any, elestren: User) -> None:
    made = opened(story, THURSDAY_BEFORE)
    assert WORDS in visit(elestren, ROUTE, made.pk).words
    answer = visit(elestren, ROUTE, made.pk, finding="right", remark="The ward confirmed it.")
    assert answer.url == reverse(LIST)
    assert f"Opening {reference_of(made)} is reviewed." in answer.told
    kept = Emergency.objects.get()
    assert (kept.finding, kept.remark, kept.reviewed_by) == ("right", "The ward confirmed it.", elestren.pk)
    said = visit(elestren, LIST).words
    assert "None waits for a review." in said
    assert "It was right: Elestren Bolitho" in said


def test_it_is_reviewed_once(story: Story, visit: Any, elestren: User) -> None:
    made = opened(story)
    visit(elestren, ROUTE, made.pk, finding="right", remark="")
    page = visit(elestren, ROUTE, made.pk, finding="wrong", remark="")
    assert "A review is not changed." in page.words
    assert "It has been reviewed already." in page.words
    assert Emergency.objects.get().finding == "right"


def test_a_problem_is_said_and_nothing_is_lost(story: Story, visit: Any, elestren: User) -> None:
    made = opened(story)
    page = visit(elestren, ROUTE, made.pk, remark="The ward confirmed it.")
    assert "Choose whether it was right to open the record" in page.words
    assert "The ward confirmed it." in page.words
    assert Emergency.objects.get().reviewed_at is None


def test_no_page_of_a_review_shows_whose_case_it_was(story: Story, visit: Any, elestren: User) -> None:
    made = opened(story)
    child = made.case.child
    for page in (visit(elestren, LIST), visit(elestren, ROUTE, made.pk)):
        content = page.content.decode()
        assert WORDS in content
        for secret in (child.forename, child.surname, child.nhs_number, "GT/7", str(made.case_id)):
            assert secret not in content, secret


def test_only_reviewers_come_here_and_a_stranger_s_opening_is_not_there(
    story: Story, visit: Any, elestren: User
) -> None:
    made = opened(story)
    for role, person in story.cast.people.everybody().items():
        expected = 200 if may([role], Permission.REVIEW_EMERGENCY) else 403
        assert visit(person, LIST).status_code == expected, role
        assert visit(person, ROUTE, made.pk).status_code == expected, role
    assert visit(elestren, ROUTE, uuid4()).status_code == 404
    story.cast.area.parts.filter(organisation__code="cfhd-spoc").delete()
    assert visit(elestren, ROUTE, made.pk).status_code == 403


def test_another_area_s_privacy_officer_and_manager_learn_nothing(story: Story, visit: Any) -> None:
    made = opened(story)
    by = {"by": story.cast.tick, "on": ON}
    plymouth = load(text=pack_text("plymouth"), **by).version.area
    there = Organisation.objects.filter(parts__area=plymouth).exclude(parts__area=made.area_id).first()
    dan = invite(email="dan@plymouth.example", name="Dan Far", password=None, **by)
    for role in (Role.PRIVACY_OFFICER, Role.SPOC_MANAGER):
        Membership.objects.create(
            user=dan, organisation=there, role=role, starts_on=ON, granted_by=story.cast.tick.pk
        )
    assert "None waits for a review." in visit(dan, LIST).words
    assert visit(dan, ROUTE, made.pk).status_code == 404
    assert reference_of(made) not in visit(dan, "desk:health").words


def test_an_own_opening_is_somebody_else_s_to_review(
    story: Story, visit: Any, elestren: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = opened(story)
    Emergency.objects.update(opened_by=elestren.pk)
    page = visit(elestren, ROUTE, made.pk)
    assert "You opened this record yourself." in page.words
    assert "Keep the review" not in page.words


def test_the_manager_of_the_area_is_told_by_reference_and_others_are_not(story: Story, visit: Any) -> None:
    made = opened(story)
    manager = visit(story.cast.manager, "desk:health").words
    assert (
        "You are told of 1 case of your area opened in an emergency; 1 of them not reviewed yet." in manager
    )
    assert f"Opening {reference_of(made)}, 20 November 2026 at 9:30am: not reviewed yet." in manager
    assert WORDS not in manager and "Ottermark" not in manager
    for person in (story.cast.spoc, story.cast.therapist, story.cast.people[Role.SEND_MANAGER]):
        assert reference_of(made) not in visit(person, "desk:health").words


def test_a_review_that_is_late_is_a_thing_to_look_at_for_everybody(story: Story, visit: Any) -> None:
    opened(story)
    assert "None waits too long for its review." in visit(story.cast.spoc, "desk:health").words
    Emergency.objects.update(opened_at=THURSDAY_BEFORE)
    said = visit(story.cast.spoc, "desk:health").words
    assert "1 emergency opening waits for review longer than 2 working days." in said
