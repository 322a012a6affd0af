"""The page on which a service is no longer asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.cases.models import Fact, Remark
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db


ROUTE = "advice:withdraw"
TYPED = {"reason": "not-needed", "remark": "Agreed with the family", "on": "2026-11-20"}


def test_a_service_is_no_longer_asked(story: Story, visit: Any, asked: Any) -> None:
    assert "is no reason to withdraw" in visit(story.cast.spoc, ROUTE, asked.pk).words
    response = visit(story.cast.spoc, ROUTE, asked.pk, **TYPED)
    assert response.url == reverse("desk:case", args=[asked.case_id])
    assert "OT is no longer asked and its clock has ended." in response.told
    fact = Fact.objects.get(kind=Kind.ADVICE_WITHDRAWN)
    assert (fact.happened_on, fact.details) == (date(2026, 11, 20), {"reason": "not-needed"})
    assert Remark.objects.get(fact=fact).text == "Agreed with the family"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": "not-known"}, "Choose from the list"),
        ({"reason": ""}, "Choose why the service is no longer asked"),
        ({"remark": ""}, "Say in a sentence why the service is no longer asked"),
        ({"on": ""}, "Enter the day on which it was withdrawn"),
    ],
)
def test_a_problem_is_said_beside_its_field(
    story: Story, visit: Any, asked: Any, wrong: dict[str, str], sentence: str
) -> None:
    assert sentence in visit(story.cast.spoc, ROUTE, asked.pk, **{**TYPED, **wrong}).words
    assert not Fact.objects.filter(kind=Kind.ADVICE_WITHDRAWN).exists()


def test_a_second_withdrawal_is_refused(story: Story, visit: Any, asked: Any) -> None:
    visit(story.cast.spoc, ROUTE, asked.pk, **TYPED)
    page = visit(story.cast.spoc, ROUTE, asked.pk, **TYPED)
    assert "The request for this advice was withdrawn on 20 November 2026." in page.words


def test_a_service_does_not_withdraw_what_it_was_asked(story: Story, visit: Any, asked: Any) -> None:
    assert visit(story.cast.therapist, ROUTE, asked.pk, **TYPED).status_code == 403
