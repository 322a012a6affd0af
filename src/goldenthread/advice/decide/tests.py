"""The page on which the designated officer decides."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.advice import actions
from goldenthread.cases.models import Fact, Remark
from goldenthread.demo.stories import Story
from goldenthread.rules.access import Role
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db

ROUTE = "advice:decide"
TYPED = {
    "decision": "give-advice",
    "advice_by": "2026-12-01",
    "remark": "The health visitor's notes suffice",
    "on": "2026-11-20",
}


@pytest.fixture
def passed_on(story: Story, routed: Any) -> Any:
    """OT's request waits for a decision since 9 November 2026."""
    actions.request_decision(advice=routed, by=story.cast.spoc, on=date(2026, 11, 9))
    return routed


def test_the_decision_is_recorded_with_its_reasons(story: Story, visit: Any, passed_on: Any) -> None:
    officer = story.cast.people[Role.DESIGNATED_OFFICER]
    assert "that it is not given is no answer in law" in visit(officer, ROUTE, passed_on.pk).words
    response = visit(officer, ROUTE, passed_on.pk, **TYPED)
    assert response.url == reverse("desk:case", args=[passed_on.case_id])
    fact = Fact.objects.get(kind=Kind.ROUTE_DECIDED)
    assert (fact.by, fact.details["advice_by"]) == (officer, "2026-12-01")
    assert Remark.objects.get(fact=fact).text == "The health visitor's notes suffice"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"decision": ""}, "Choose how the advice is given"),
        ({"advice_by": ""}, "Enter the day by which the advice is given"),
        ({"decision": "refer"}, "Choose the service"),
        ({"remark": ""}, "Say why it is decided so"),
    ],
)
def test_a_problem_is_said_beside_its_field(
    story: Story, visit: Any, passed_on: Any, wrong: dict[str, str], sentence: str
) -> None:
    officer = story.cast.people[Role.DESIGNATED_OFFICER]
    assert sentence in visit(officer, ROUTE, passed_on.pk, **{**TYPED, **wrong}).words
    assert not Fact.objects.filter(kind=Kind.ROUTE_DECIDED).exists()


def test_nobody_else_decides(story: Story, visit: Any, passed_on: Any) -> None:
    for person in (story.cast.spoc, story.cast.officer, story.cast.therapist):
        assert visit(person, ROUTE, passed_on.pk).status_code == 403
