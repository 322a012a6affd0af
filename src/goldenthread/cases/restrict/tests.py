"""The page on which somebody is kept out of a case, and the one on which that is lifted."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from goldenthread.cases.actions import share
from goldenthread.cases.models import Case, Restriction
from goldenthread.demo.stories import Story
from goldenthread.rules.access import Basis, Permission, may

pytestmark = pytest.mark.django_db

RESTRICT, LIFT, ON = "cases:restrict", "cases:lift", date(2026, 11, 2)
PERSON = {"who": "person", "email": "slt@torbay.example", "part": "whole", "reason": "conflict"}
EVERYBODY = {"who": "everybody", "email": "slt@torbay.example", "part": "whole", "reason": "safeguarding"}


@pytest.fixture
def case(story: Story) -> Case:
    """A case on which Charlie's service was asked."""
    child = story.given_a_child("Ember", "Ottermark")
    request = story.given_a_request(ON, child=child, reference="GT/7")
    assert story.cast.therapist
    return story.given_advice_is_sought(ON, "SLT", request=request)[0].case


def test_a_person_is_kept_out_whatever_their_role(story: Story, visit: Any, case: Case) -> None:
    assert visit(story.cast.therapist, "desk:case", case.pk).status_code == 200
    answer = visit(story.cast.manager, RESTRICT, case.pk, **PERSON)
    assert answer.url == reverse("desk:access", args=[case.pk])
    assert "Kept out: Charlie Opie, of the whole case." in answer.told
    assert visit(story.cast.therapist, "desk:case", case.pk).status_code == 404


def test_a_person_is_kept_out_of_one_part_until_a_day(story: Story, visit: Any, case: Case) -> None:
    words = {**PERSON, "part": "household", "ends_on": "2027-03-31"}
    answer = visit(story.cast.manager, RESTRICT, case.pk, **words)
    assert "Charlie Opie, of parents and carers, and how to reach them." in answer.told
    assert visit(story.cast.therapist, "desk:case", case.pk).status_code == 200
    kept = Restriction.objects.get()
    assert (kept.section, kept.ends_on) == ("household", date(2027, 3, 31))


def test_a_case_is_kept_to_the_named_once_somebody_named_can_work_on_it(
    story: Story, visit: Any, case: Case
) -> None:
    refused = visit(story.cast.manager, RESTRICT, case.pk, **EVERYBODY)
    assert "Nobody is named on this case who could do its work." in refused.words
    share(case=case, person=story.cast.manager, basis=Basis.SAFEGUARDING, by=story.cast.spoc, on=ON)
    answer = visit(story.cast.manager, RESTRICT, case.pk, **EVERYBODY)
    assert "Kept out: everybody who is not named, of the whole case." in answer.told
    assert visit(story.cast.manager, "desk:case", case.pk).status_code == 200
    assert visit(story.cast.spoc, "desk:case", case.pk).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"who": ""}, "Choose who is kept out"),
        ({"email": ""}, "Enter their email address"),
        ({"email": "nobody@torbay.example"}, "Nobody here has the address nobody@torbay.example."),
        ({"part": ""}, "Choose what they are kept out of"),
        ({"reason": ""}, "Choose why they are kept out"),
        ({"ends_on": "2026-11-21"}, "The last day is past"),
    ],
)
def test_a_problem_is_said_and_nobody_is_kept_out(
    story: Story, visit: Any, case: Case, wrong: dict[str, str], sentence: str
) -> None:
    page = visit(story.cast.manager, RESTRICT, case.pk, **{**PERSON, **wrong})
    assert sentence in page.words
    assert "email" in wrong or PERSON["email"] in page.content.decode()
    assert not Restriction.objects.exists()


def test_it_is_lifted_by_sending_not_by_looking(story: Story, visit: Any, case: Case) -> None:
    visit(story.cast.manager, RESTRICT, case.pk, **PERSON)
    restriction = Restriction.objects.get()
    assert (
        "Kept out: Charlie Opie, of the whole case" in visit(story.cast.manager, LIFT, restriction.pk).words
    )
    assert visit(story.cast.therapist, "desk:case", case.pk).status_code == 404
    assert "The restriction is lifted." in visit(story.cast.manager, LIFT, restriction.pk, sent="yes").told
    assert visit(story.cast.therapist, "desk:case", case.pk).status_code == 200
    assert visit(story.cast.manager, LIFT, restriction.pk).status_code == 404


def test_only_who_keeps_people_out_comes_here_and_a_stranger_finds_nothing(
    story: Story, visit: Any, case: Case
) -> None:
    visit(story.cast.manager, RESTRICT, case.pk, **PERSON)
    restriction = Restriction.objects.get()
    for role, person in story.cast.people.everybody().items():
        expected = 200 if may([role], Permission.RESTRICT) else 403
        assert visit(person, RESTRICT, case.pk).status_code == expected, role
        expected = 200 if may([role], Permission.LIFT) else 403
        assert visit(person, LIFT, restriction.pk).status_code == expected, role
    assert visit(story.cast.manager, RESTRICT, uuid4()).status_code == 404
    assert visit(story.cast.manager, LIFT, uuid4()).status_code == 404
