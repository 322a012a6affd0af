"""The page on which lateness is explained."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.cases.models import Fact, Remark
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db


ROUTE = "advice:explain"


def test_a_cause_of_the_areas_list_is_recorded(story: Story, visit: Any, asked: Any) -> None:
    page = visit(story.cast.spoc, ROUTE, asked.pk)
    assert "Not enough staff for the requests" in page.words
    assert "It excuses nothing in law" in page.words
    response = visit(
        story.cast.spoc,
        ROUTE,
        asked.pk,
        cause="capacity",
        expected_on="2026-12-21",
        remark="One post is empty",
        on="2026-11-20",
    )
    assert response.url == reverse("desk:case", args=[asked.case_id])
    assert "OT's advice is still due by 14 December 2026." in response.told
    fact = Fact.objects.get(kind=Kind.LATENESS_EXPLAINED)
    assert (fact.happened_on, fact.details) == (
        date(2026, 11, 20),
        {"cause": "capacity", "expected_on": "2026-12-21"},
    )
    assert Remark.objects.get(fact=fact).text == "One post is empty"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"cause": ""}, "Choose the main cause"),
        ({"cause": "the-weather"}, "Choose from the list"),
        ({"on": "2026-11-23"}, "must be today"),
        ({"expected_on": "2026-11-19"}, "cannot be expected before 20 November 2026"),
    ],
)
def test_a_problem_is_said_and_the_words_are_kept(
    story: Story, visit: Any, asked: Any, wrong: dict[str, str], sentence: str
) -> None:
    typed = {"cause": "capacity", "remark": "One post is empty", "on": "2026-11-20", **wrong}
    page = visit(story.cast.spoc, ROUTE, asked.pk, **typed)
    assert sentence in page.words
    assert "One post is empty" in page.words


def test_a_service_explains_its_own_lateness(story: Story, visit: Any) -> None:
    (own,) = story.given_advice_is_sought(date(2026, 11, 2), "SLT")
    assert visit(story.cast.therapist, ROUTE, own.pk, cause="capacity", on="2026-11-20").status_code == 302
    assert visit(story.cast.officer, ROUTE, own.pk).status_code == 403


def test_a_double_click_is_one_cause(story: Story, visit: Any, asked: Any) -> None:
    for _ in range(2):
        page = visit(story.cast.spoc, ROUTE, asked.pk, cause="capacity", on="2026-11-20")
    assert "This cause was given on 20 November 2026." in page.words
