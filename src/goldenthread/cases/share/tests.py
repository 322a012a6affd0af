"""The page on which a person or a school is let into a case, and the one on which that ends."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from goldenthread.cases.models import Case, Relation
from goldenthread.demo.stories import Story
from goldenthread.rules.access import Permission, Role, may

pytestmark = pytest.mark.django_db

SHARE, UNSHARE, ON = "cases:share", "cases:unshare", date(2026, 11, 2)
PERSON = {"who": "person", "email": "social-worker@torbay.example", "basis": "safeguarding"}


@pytest.fixture
def case(story: Story) -> Case:
    """A case into which nobody was let; the social worker has a role that could see it."""
    assert story.cast.people[Role.SOCIAL_WORKER]
    child = story.given_a_child("Ember", "Ottermark")
    return story.given_a_request(ON, child=child, reference="GT/7").case


def test_a_person_is_let_in_and_sees_the_case(story: Story, visit: Any, case: Case) -> None:
    worker = story.cast.people[Role.SOCIAL_WORKER]
    assert visit(worker, "desk:case", case.pk).status_code == 404
    answer = visit(story.cast.spoc, SHARE, case.pk, **PERSON, evidence="Enquiry of 9 November")
    assert answer.url == reverse("desk:access", args=[case.pk])
    assert "Bersaba Nute is let into the case." in answer.told
    assert visit(worker, "desk:case", case.pk).status_code == 200
    kept = Relation.objects.get()
    assert (kept.person, kept.basis, kept.evidence) == (worker, "safeguarding", "Enquiry of 9 November")


def test_a_school_is_let_in_for_some_parts_until_a_day(story: Story, visit: Any, case: Case) -> None:
    school = story.cast.school
    typed = {"who": "school", "school": str(school.pk), "email": "left@over.example", "basis": "consulted"}
    answer = visit(
        story.cast.spoc, SHARE, case.pk, **typed, sections=["child", "requests"], ends_on="2027-03-31"
    )
    assert f"{school} is let into the case." in answer.told
    kept = Relation.objects.get()
    assert (kept.person, kept.organisation, kept.ends_on) == (None, school, date(2027, 3, 31))
    assert kept.sections == ["child", "requests"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"who": ""}, "Choose whom you let in"),
        ({"email": ""}, "Enter their email address"),
        ({"who": "school"}, "Choose the school or setting"),
        ({"email": "nobody@torbay.example"}, "Nobody here has the address nobody@torbay.example."),
        ({"email": "tick@system.goldenthread.example"}, "Nobody here has the address tick@system"),
        ({"email": "auditor@torbay.example"}, "Pasco Tregear has no role that reads cases."),
        ({"basis": ""}, "Choose the ground"),
        ({"basis": "emergency"}, "Choose from the list"),
        ({"basis": "panel", "sections": "remarks"}, "cannot open so much"),
        ({"ends_on": "2026-11-21"}, "The last day is before the first"),
    ],
)
def test_a_problem_is_said_and_nothing_is_opened_or_lost(
    story: Story, visit: Any, case: Case, wrong: dict[str, str], sentence: str
) -> None:
    assert story.cast.people[Role.AUDITOR]
    page = visit(story.cast.spoc, SHARE, case.pk, **{**PERSON, "evidence": "Enquiry of 9 November", **wrong})
    assert sentence in page.words
    assert "Enquiry of 9 November" in page.content.decode()
    assert not Relation.objects.exists()


def test_parts_and_grounds_are_said_as_people_write_them(story: Story, visit: Any, case: Case) -> None:
    said = visit(story.cast.spoc, SHARE, case.pk).words
    assert "NHS number, UPN, ULN and GP practice" in said
    assert "For safeguarding Opens at most: every part" in said


def test_nobody_is_let_in_twice_on_one_ground(story: Story, visit: Any, case: Case) -> None:
    for _ in range(2):
        page = visit(story.cast.spoc, SHARE, case.pk, **PERSON)
    assert "Bersaba Nute is on this case already (for safeguarding). End that first" in page.words
    assert Relation.objects.count() == 1


def test_it_is_ended_by_sending_not_by_looking_and_then_leads_nowhere(
    story: Story, visit: Any, case: Case
) -> None:
    worker = story.cast.people[Role.SOCIAL_WORKER]
    visit(story.cast.spoc, SHARE, case.pk, **PERSON)
    relation = Relation.objects.get()
    page = visit(story.cast.spoc, UNSHARE, relation.pk)
    assert "Bersaba Nute was let into this case (for safeguarding)." in page.words
    assert visit(worker, "desk:case", case.pk).status_code == 200
    answer = visit(story.cast.spoc, UNSHARE, relation.pk, sent="yes")
    assert "The access of Bersaba Nute has ended." in answer.told
    assert visit(worker, "desk:case", case.pk).status_code == 404
    assert visit(story.cast.spoc, UNSHARE, relation.pk).status_code == 404


def test_only_who_lets_people_in_comes_here_and_a_stranger_finds_nothing(
    story: Story, visit: Any, case: Case
) -> None:
    visit(story.cast.spoc, SHARE, case.pk, **PERSON)
    relation = Relation.objects.get()
    for role, person in story.cast.people.everybody().items():
        expected = 200 if may([role], Permission.SHARE) else 403
        assert visit(person, SHARE, case.pk).status_code == expected, role
        assert visit(person, UNSHARE, relation.pk).status_code == expected, role
    assert visit(story.cast.spoc, SHARE, uuid4()).status_code == 404
    assert visit(story.cast.spoc, UNSHARE, uuid4()).status_code == 404
