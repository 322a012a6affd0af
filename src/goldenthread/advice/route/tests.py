"""The page on which a service says that it does not know the child."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.cases.models import Fact, Remark
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db

ROUTE = "advice:route"
TYPED = {"answer": "not-known", "remark": "Looked in both records", "on": "2026-11-20"}


def test_what_the_service_says_is_recorded_and_the_date_stands(story: Story, visit: Any, asked: Any) -> None:
    assert "Neither is an answer in law" in visit(story.cast.spoc, ROUTE, asked.pk).words
    response = visit(story.cast.spoc, ROUTE, asked.pk, **TYPED)
    assert response.url == reverse("desk:case", args=[asked.case_id])
    assert "The request stays open, on the not-known route; its advice is still due by 14 December 2026." in (
        response.told
    )
    fact = Fact.objects.get(kind=Kind.ADVICE_ROUTED)
    assert (fact.happened_on, fact.details) == (date(2026, 11, 20), {"answer": "not-known"})
    assert Remark.objects.get(fact=fact).text == "Looked in both records"


def test_a_service_says_it_itself_and_the_council_does_not(story: Story, visit: Any) -> None:
    (own,) = story.given_advice_is_sought(date(2026, 11, 2), "SLT")
    assert visit(story.cast.therapist, ROUTE, own.pk, **TYPED).status_code == 302
    assert visit(story.cast.officer, ROUTE, own.pk).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"answer": ""}, "Choose whether the child is not known or on the waiting list"),
        ({"on": "2026-11-01"}, "before the council's request was received on 2 November 2026"),
    ],
)
def test_a_problem_is_said_and_the_words_are_kept(
    story: Story, visit: Any, asked: Any, wrong: dict[str, str], sentence: str
) -> None:
    page = visit(story.cast.spoc, ROUTE, asked.pk, **{**TYPED, **wrong})
    assert sentence in page.words
    assert "Looked in both records" in page.words
    assert not Fact.objects.filter(kind=Kind.ADVICE_ROUTED).exists()
