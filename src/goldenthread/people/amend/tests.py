"""The page on which a child's particulars are put right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.audit.models import Entry
from goldenthread.demo.stories import NhsNumbers, Story
from goldenthread.design.tests.reading import Screen
from goldenthread.directory.models import Organisation
from goldenthread.people.amend.views import _stands
from goldenthread.people.models import Child

pytestmark = pytest.mark.django_db


ROUTE = "people:amend"


@pytest.fixture
def child(story: Story) -> Child:
    """Rowan Yeo, born on 31 March 2016."""
    return story.given_a_child("Rowan", "Yeo", born_on=date(2016, 3, 31))


def _typed(child: Child, **said: str) -> dict[str, str]:
    """The form as it stands now, with what was typed over it."""
    now = Child.objects.get(pk=child.pk)
    stands = {"forename": now.forename, "surname": now.surname, "born_on": "2016-03-31"}
    return {**stands, "nhs_number": now.nhs_number or "", "stood": _stands(now).signed(), **said}


def test_the_page_shows_what_is_held(story: Story, visit: Any, child: Child) -> None:
    screen = Screen(visit(story.cast.spoc, ROUTE, child.pk).content.decode())
    assert screen.all("input", name="forename")[0]["value"] == "Rowan"
    assert screen.all("input", name="born_on_year")[0]["value"] == "2016"


def test_what_is_typed_otherwise_is_saved(story: Story, visit: Any, child: Child) -> None:
    school = Organisation.objects.get(urn="990101")
    typed = _typed(child, surname="Yeo-Hext", school=str(school.pk), gp_practice="Cary Street")
    response = visit(story.cast.spoc, ROUTE, child.pk, **typed)
    assert response.url == reverse("desk:child", args=[child.pk])
    assert "The particulars were saved." in response.told
    child.refresh_from_db()
    assert (child.name, child.school, child.gp_practice) == ("Rowan Yeo-Hext", school, "Cary Street")
    typed = _typed(child, gp_practice="Cary Street", nhs_number="")
    visit(story.cast.spoc, ROUTE, child.pk, **typed)
    child.refresh_from_db()
    assert (child.school, child.nhs_number) == (None, None)


def test_saving_what_stands_already_writes_nothing(story: Story, visit: Any, child: Child) -> None:
    response = visit(story.cast.spoc, ROUTE, child.pk, **_typed(child))
    assert "Nothing was changed." in response.told
    assert not Entry.objects.filter(deed="people.amend").exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"forename": ""}, "Enter the child's forename"),
        ({"surname": ""}, "Enter the child's surname"),
        ({"nhs_number": "999 000 0001"}, "check digit is wrong"),
        ({"upn": "A1"}, "not a unique pupil number"),
        ({"born_on": "2026-11-23"}, "The date of birth must be today"),
        ({"school": "nowhere"}, "Choose from the list"),
    ],
)
def test_a_problem_is_said_and_nothing_typed_is_lost(
    story: Story, visit: Any, child: Child, wrong: dict[str, str], sentence: str
) -> None:
    page = visit(story.cast.spoc, ROUTE, child.pk, **_typed(child, gp_practice="Cary Street", **wrong))
    assert sentence in page.words
    assert "Cary Street" in page.content.decode()


def test_another_childs_nhs_number_is_refused_beside_it(story: Story, visit: Any, child: Child) -> None:
    other = story.given_a_child("Cora", "Nance")
    page = visit(story.cast.spoc, ROUTE, child.pk, **_typed(child, nhs_number=str(other.nhs_number)))
    assert "A child with this NHS number is already here." in page.words
    assert 'href="#id_nhs_number"' in page.content.decode()


def test_an_nhs_number_may_be_typed_with_blanks(story: Story, visit: Any, child: Child) -> None:
    number = next(NhsNumbers(500))
    visit(
        story.cast.spoc,
        ROUTE,
        child.pk,
        **_typed(child, nhs_number=f"{number[:3]} {number[3:6]} {number[6:]}"),
    )
    child.refresh_from_db()
    assert child.nhs_number == number


def test_who_may_not_amend_is_refused_and_a_stranger_finds_nothing(
    story: Story, visit: Any, child: Child
) -> None:
    assert visit(story.cast.therapist, ROUTE, child.pk).status_code == 403
    assert visit(story.cast.officer, ROUTE, child.pk).status_code == 404
    assert visit(story.cast.spoc, ROUTE, story.cast.area.pk).status_code == 404
