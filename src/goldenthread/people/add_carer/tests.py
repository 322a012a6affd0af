"""The page on which a parent or carer is added."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from goldenthread.demo.stories import Story
from goldenthread.people.models import Carer, Child

pytestmark = pytest.mark.django_db


ROUTE = "people:add_carer"
TYPED = {
    "name": "Jan Yeo",
    "relationship": "Grandmother",
    "email": "jan@family.example",
    "phone": "01803 496 0000",
    "classification": "ordinary",
}


@pytest.fixture
def child(story: Story) -> Child:
    """Rowan Yeo."""
    return story.given_a_child("Rowan", "Yeo")


def test_a_carer_is_added(story: Story, visit: Any, child: Child) -> None:
    response = visit(story.cast.spoc, ROUTE, child.pk, **TYPED, has_parental_responsibility="on")
    assert response.url == reverse("desk:child", args=[child.pk])
    assert "Jan Yeo was added as a parent or carer of Rowan Yeo." in response.told
    carer = Carer.objects.get(child=child)
    assert (carer.relationship, carer.email, carer.phone) == (
        "Grandmother",
        "jan@family.example",
        "01803 496 0000",
    )
    assert carer.has_parental_responsibility


def test_responsibility_is_never_assumed(story: Story, visit: Any, child: Child) -> None:
    visit(story.cast.spoc, ROUTE, child.pk, **TYPED)
    assert not Carer.objects.get(child=child).has_parental_responsibility


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Enter the parent's or carer's name"),
        ({"relationship": ""}, "Enter the relationship to the child"),
        ({"email": "jan"}, "Enter an email address in the correct format"),
        ({"classification": ""}, "Choose who may see them"),
    ],
)
def test_a_problem_is_said_and_nothing_typed_is_lost(
    story: Story, visit: Any, child: Child, wrong: dict[str, str], sentence: str
) -> None:
    page = visit(story.cast.spoc, ROUTE, child.pk, **{**TYPED, **wrong})
    assert sentence in page.words
    assert "01803 496 0000" in page.content.decode()
    assert not Carer.objects.exists()


def test_a_carer_is_kept_as_closely_as_it_is_said(story: Story, visit: Any, child: Child) -> None:
    """Safeguarding: the manager sees her, and by whom she may be seen; the administrator is told of nobody."""
    page = visit(story.cast.spoc, ROUTE, child.pk)
    assert page.words.count("You do not see them yourself") == 2
    assert visit(story.cast.manager, ROUTE, child.pk).words.count("You do not see them yourself") == 1
    response = visit(story.cast.spoc, ROUTE, child.pk, **{**TYPED, "classification": "safeguarding"})
    assert "They are kept closer than your role may see" in response.told
    theirs = visit(story.cast.manager, "desk:child", child.pk).words
    assert "Jan Yeo, grandmother" in theirs
    assert "Open to social workers and managers on the case" in theirs
    assert "Jan Yeo" not in visit(story.cast.spoc, "desk:child", child.pk).words


def test_whoever_may_not_see_a_carer_learns_of_none_by_adding_them(
    story: Story, visit: Any, child: Child
) -> None:
    visit(story.cast.spoc, ROUTE, child.pk, **{**TYPED, "classification": "sealed"})
    again = visit(story.cast.spoc, ROUTE, child.pk, **TYPED)
    assert again.status_code == 302


def test_a_double_click_adds_one_carer(story: Story, visit: Any, child: Child) -> None:
    for _ in range(2):
        page = visit(story.cast.spoc, ROUTE, child.pk, **TYPED)
    assert "Jan Yeo is already a parent or carer of Rowan Yeo." in page.words
    assert Carer.objects.count() == 1


def test_who_may_not_add_a_carer_is_refused_and_a_stranger_finds_nothing(
    story: Story, visit: Any, child: Child
) -> None:
    assert visit(story.cast.therapist, ROUTE, child.pk).status_code == 403
    assert visit(story.cast.spoc, ROUTE, story.cast.area.pk).status_code == 404
