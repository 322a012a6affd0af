"""The page on which a person chases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.cases.models import Fact, Remark
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db


ROUTE = "advice:chase"


def test_a_chase_is_recorded_with_its_note(story: Story, visit: Any, asked: Any) -> None:
    assert (
        "The steps of the escalation ladder go on by themselves"
        in visit(story.cast.spoc, ROUTE, asked.pk).words
    )
    response = visit(story.cast.spoc, ROUTE, asked.pk, on="2026-11-20", remark="Left a message")
    assert response.url == reverse("desk:case", args=[asked.case_id])
    assert "It is recorded that OT was chased." in response.told
    fact = Fact.objects.get(kind=Kind.ADVICE_CHASED)
    assert (fact.happened_on, fact.details) == (date(2026, 11, 20), {"imported": False})
    assert Remark.objects.get(fact=fact).text == "Left a message"


def test_a_chase_without_a_day_keeps_the_note(story: Story, visit: Any, asked: Any) -> None:
    page = visit(story.cast.spoc, ROUTE, asked.pk, on="", remark="Left a message")
    assert "Enter the day on which you chased" in page.words
    assert "Left a message" in page.words


def test_a_double_click_is_one_chase(story: Story, visit: Any, asked: Any) -> None:
    visit(story.cast.spoc, ROUTE, asked.pk, on="2026-11-20")
    assert (
        "OT was chased on 20 November 2026." in visit(story.cast.spoc, ROUTE, asked.pk, on="2026-11-20").words
    )


def test_what_has_come_is_not_chased(story: Story, visit: Any, asked: Any) -> None:
    story.given_advice_comes(asked, date(2026, 11, 18))
    page = visit(story.cast.spoc, ROUTE, asked.pk, on="2026-11-20")
    assert (
        "The advice was received on 18 November 2026. Correct that entry first if it is wrong." in page.words
    )


def test_a_service_does_not_chase_itself(story: Story, visit: Any, asked: Any) -> None:
    assert visit(story.cast.therapist, ROUTE, asked.pk).status_code == 403
