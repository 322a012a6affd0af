"""Two people put the same child's particulars right: neither's change is lost unseen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from goldenthread.demo.stories import Story
from goldenthread.design.given_back import giving_back
from goldenthread.design.tests.reading import Screen, safe
from goldenthread.people.amend.views import _stands
from goldenthread.people.models import Child

pytestmark = pytest.mark.django_db

ROUTE = "people:amend"


@pytest.fixture
def child(story: Story) -> Child:
    """Rowan Yeo, born on 31 March 2016, of whom Alice and Morwenna both have the page open."""
    return story.given_a_child("Rowan", "Yeo", born_on=date(2016, 3, 31))


@pytest.fixture
def opened(child: Child) -> dict[str, str]:
    """What the page sends if nothing is typed."""
    boxes = {"born_on_day": "31", "born_on_month": "3", "born_on_year": "2016"}
    names = {"forename": "Rowan", "surname": "Yeo", "nhs_number": str(child.nhs_number)}
    return {**names, **boxes, "upn": "", "school": "", "gp_practice": "", "stood": _stands(child).signed()}


def _sent(answer: Any) -> dict[str, str]:
    """The page that asks, as its form sends it: what it carries, and what is chosen already."""
    screen = safe(Screen(answer.content.decode()))
    inputs = [each for each in screen.all("input") if each["name"] not in ("csrfmiddlewaretoken", "form_key")]
    kept = [each for each in inputs if each["type"] == "hidden" or "checked" in each.attributes]
    return {str(each["name"]): str(each["value"] or "") for each in kept}


def test_the_second_is_shown_what_was_there_what_stands_and_what_they_typed(
    story: Story, visit: Any, child: Child, opened: dict[str, str]
) -> None:
    visit(story.cast.manager, ROUTE, child.pk, **{**opened, "surname": "Yeo-Hext", "born_on_day": "30"})
    page = visit(
        story.cast.spoc, ROUTE, child.pk, **{**opened, "surname": "Yeo-Gale", "gp_practice": "Cary Street"}
    )
    assert page.status_code == 409
    for said in (
        "Somebody else changed this while you had it open",
        "It was: Yeo",
        "Yours: Yeo-Gale",
        "Theirs: Yeo-Hext",
        "It was: 31 March 2016",
        "Theirs: 30 March 2016",
        "Yours: Cary Street",
        "Theirs: nothing",
    ):
        assert said in page.words
    assert "Forename" not in page.words
    child.refresh_from_db()
    assert (child.surname, child.gp_practice) == ("Yeo-Hext", "")


def test_what_only_one_changed_is_proposed_and_what_both_changed_is_asked(
    story: Story, visit: Any, child: Child, opened: dict[str, str]
) -> None:
    visit(story.cast.manager, ROUTE, child.pk, **{**opened, "surname": "Yeo-Hext", "born_on_day": "30"})
    page = visit(
        story.cast.spoc, ROUTE, child.pk, **{**opened, "surname": "Yeo-Gale", "gp_practice": "Cary Street"}
    )
    sent = _sent(page)
    assert {name: value for name, value in sent.items() if name.startswith("keep_")} == {
        "keep_born_on": "theirs",
        "keep_gp_practice": "mine",
    }
    again = visit(story.cast.spoc, ROUTE, child.pk, **sent)
    assert again.status_code == 409
    assert "Choose what to keep for “Surname”" in again.words
    assert "Yours: Yeo-Gale" in again.words
    answer = visit(story.cast.spoc, ROUTE, child.pk, **{**_sent(again), "keep_surname": "mine"})
    assert answer.url == reverse("desk:child", args=[child.pk])
    child.refresh_from_db()
    assert (child.surname, child.born_on, child.gp_practice) == ("Yeo-Gale", date(2016, 3, 30), "Cary Street")


def test_theirs_is_kept_where_it_is_chosen(
    story: Story, visit: Any, child: Child, opened: dict[str, str]
) -> None:
    visit(story.cast.manager, ROUTE, child.pk, **{**opened, "surname": "Yeo-Hext"})
    page = visit(story.cast.spoc, ROUTE, child.pk, **{**opened, "surname": "Yeo-Gale", "forename": "Robin"})
    visit(story.cast.spoc, ROUTE, child.pk, **{**_sent(page), "keep_surname": "theirs"})
    child.refresh_from_db()
    assert child.name == "Robin Yeo-Hext"


def test_a_third_change_while_one_chooses_is_asked_about_again(
    story: Story, visit: Any, child: Child, opened: dict[str, str]
) -> None:
    visit(story.cast.manager, ROUTE, child.pk, **{**opened, "surname": "Yeo-Hext"})
    page = visit(story.cast.spoc, ROUTE, child.pk, **{**opened, "surname": "Yeo-Gale"})
    Child.objects.filter(pk=child.pk).update(gp_practice="Cary Street")
    again = visit(story.cast.spoc, ROUTE, child.pk, **{**_sent(page), "keep_surname": "mine"})
    assert again.status_code == 409
    assert "Theirs: Cary Street" in again.words
    visit(story.cast.spoc, ROUTE, child.pk, **_sent(again))
    child.refresh_from_db()
    assert (child.surname, child.gp_practice) == ("Yeo-Gale", "Cary Street")


def test_the_same_change_by_two_is_no_conflict_to_decide(
    story: Story, visit: Any, child: Child, opened: dict[str, str]
) -> None:
    visit(story.cast.manager, ROUTE, child.pk, **{**opened, "surname": "Gale", "forename": "Robin"})
    page = visit(story.cast.spoc, ROUTE, child.pk, **{**opened, "surname": "Gale"})
    assert "Surname" not in page.words
    assert _sent(page)["keep_forename"] == "theirs"


def test_a_mistake_on_a_stale_page_is_said_first_and_the_conflict_after(
    story: Story, visit: Any, child: Child, opened: dict[str, str]
) -> None:
    visit(story.cast.manager, ROUTE, child.pk, **{**opened, "surname": "Yeo-Hext"})
    page = visit(story.cast.spoc, ROUTE, child.pk, **{**opened, "forename": ""})
    assert "Enter the child's forename" in page.words
    stood = _sent(page)["stood"]
    assert (
        visit(story.cast.spoc, ROUTE, child.pk, **{**opened, "forename": "Robin", "stood": stood}).status_code
        == 409
    )


@pytest.mark.parametrize("stood", ["", "made up", "another"])
def test_a_form_that_cannot_say_what_it_showed_asks(
    story: Story, visit: Any, child: Child, opened: dict[str, str], stood: str
) -> None:
    other = _stands(story.given_a_child()).signed() if stood == "another" else stood
    page = visit(story.cast.spoc, ROUTE, child.pk, **{**opened, "surname": "Gale", "stood": other})
    assert page.status_code == 409
    assert "Yours: Gale" in page.words
    visit(story.cast.spoc, ROUTE, child.pk, **_sent(page))
    child.refresh_from_db()
    assert child.name == "Rowan Gale"


def test_whoever_is_signed_out_while_they_choose_is_asked_again(
    story: Story, visit: Any, child: Child, opened: dict[str, str]
) -> None:
    visit(story.cast.manager, ROUTE, child.pk, **{**opened, "surname": "Yeo-Hext"})
    asked = _sent(visit(story.cast.spoc, ROUTE, child.pk, **{**opened, "surname": "Yeo-Gale"}))
    with giving_back(MultiValueDict({name: [value] for name, value in asked.items()})):
        page = Screen(visit(story.cast.spoc, ROUTE, child.pk).content.decode())
    (stood,) = page.all("input", name="stood")
    back = {**opened, "surname": "Yeo-Gale", "stood": str(stood["value"])}
    assert visit(story.cast.spoc, ROUTE, child.pk, **back).status_code == 409
