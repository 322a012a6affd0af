"""The page on which a parent or carer is put right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.audit.models import Entry
from goldenthread.demo.stories import Story
from goldenthread.people.actions import add_carer
from goldenthread.people.amend_carer.views import stands
from goldenthread.people.models import Carer, Child
from goldenthread.rules.access import Classification

pytestmark = pytest.mark.django_db

ROUTE = "people:amend_carer"
ON = date(2026, 11, 2)
TYPED = {
    "name": "Jan Yeo",
    "relationship": "Grandmother",
    "phone": "01803 496 0000",
    "classification": "ordinary",
}


@pytest.fixture
def child(story: Story) -> Child:
    """Rowan Yeo."""
    return story.given_a_child("Rowan", "Yeo")


@pytest.fixture
def carer(story: Story, child: Child) -> Carer:
    """Jan Yeo, with whom Rowan lives."""
    words = {"name": "Jan Yeo", "relationship": "Grandmother", "phone": "01803 496 0000"}
    return add_carer(child=child, **words, by=story.cast.spoc, on=ON)


def typed(carer: Carer, **said: str) -> dict[str, str]:
    """The form as it stands now, with what was typed over it."""
    return {**TYPED, "stood": stands(Carer.objects.get(pk=carer.pk)).signed(), **said}


def test_what_is_typed_otherwise_is_saved_and_written_down(story: Story, visit: Any, carer: Carer) -> None:
    said = typed(
        carer, relationship="Foster carer", email="jan@family.example", has_parental_responsibility="on"
    )
    response = visit(story.cast.spoc, ROUTE, carer.pk, **said)
    assert response.url == reverse("desk:child", args=[carer.child_id])
    assert "What is recorded of Jan Yeo was saved." in response.told
    carer.refresh_from_db()
    assert (carer.relationship, carer.email, carer.has_parental_responsibility, carer.version) == (
        "Foster carer", "jan@family.example", True, 2,
    )  # fmt: skip
    assert Entry.objects.get(deed="people.amend_carer").subject_id == carer.pk


def test_saving_what_stands_already_writes_nothing(story: Story, visit: Any, carer: Carer) -> None:
    assert "Nothing was changed." in visit(story.cast.spoc, ROUTE, carer.pk, **typed(carer)).told
    assert not Entry.objects.filter(deed="people.amend_carer").exists()


def test_who_cares_for_the_child_no_longer_is_said_with_the_day(
    story: Story, visit: Any, carer: Carer
) -> None:
    ended = {"ended_on_day": "30", "ended_on_month": "10", "ended_on_year": "2026"}
    visit(story.cast.spoc, ROUTE, carer.pk, **typed(carer, **ended))
    assert "No longer since 30 October 2026" in visit(story.cast.spoc, "desk:child", carer.child_id).words


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Enter the parent's or carer's name"),
        ({"email": "jan"}, "Enter an email address in the correct format"),
        ({"ended_on_day": "1", "ended_on_month": "1", "ended_on_year": "2099"}, "The day on which it ended"),
        ({"name": "Ives Yeo"}, "Ives Yeo is already a parent or carer of Rowan Yeo."),
    ],
)
def test_a_problem_is_said_and_nothing_typed_is_lost(
    story: Story, visit: Any, carer: Carer, wrong: dict[str, str], sentence: str
) -> None:
    add_carer(child=carer.child, name="Ives Yeo", relationship="Father", by=story.cast.spoc, on=ON)
    page = visit(story.cast.spoc, ROUTE, carer.pk, **typed(carer, **{"relationship": "Gran", **wrong}))
    assert sentence in page.words
    assert "Gran" in page.content.decode()
    assert Carer.objects.get(pk=carer.pk).relationship == "Grandmother"


def test_an_address_that_turns_out_to_be_a_refuge_is_shut_at_once(
    story: Story, visit: Any, carer: Carer
) -> None:
    """By whoever learns of it, who does not see it from then on; nor can they open it again."""
    shut = typed(carer, classification=Classification.SEALED.value)
    response = visit(story.cast.spoc, ROUTE, carer.pk, **shut)
    assert "They are kept closer than your role may see" in response.told
    assert Carer.objects.get(pk=carer.pk).classification == Classification.SEALED.value
    assert "01803 496 0000" not in visit(story.cast.spoc, "desk:child", carer.child_id).words
    assert visit(story.cast.spoc, ROUTE, carer.pk).status_code == 404
    assert visit(story.cast.spoc, ROUTE, carer.pk, **shut).status_code == 404


def test_of_two_who_change_a_carer_the_second_is_asked_what_to_keep(
    story: Story, visit: Any, carer: Carer
) -> None:
    first, second = (
        typed(carer, **said) for said in ({"phone": "01803 496 0001"}, {"phone": "01803 496 0002"})
    )
    visit(story.cast.manager, ROUTE, carer.pk, **first, has_parental_responsibility="on")
    page = visit(story.cast.spoc, ROUTE, carer.pk, **second)
    assert page.status_code == 409
    for said in ("It was: 01803 496 0000", "Yours: 01803 496 0002", "Theirs: 01803 496 0001", "Theirs: yes"):
        assert said in page.words
    carer.refresh_from_db()
    assert carer.phone == "01803 496 0001"


def test_who_may_not_change_a_carer_is_refused_and_a_stranger_finds_nothing(
    story: Story, visit: Any, carer: Carer
) -> None:
    assert visit(story.cast.therapist, ROUTE, carer.pk).status_code == 403
    assert visit(story.cast.spoc, ROUTE, carer.child_id).status_code == 404
