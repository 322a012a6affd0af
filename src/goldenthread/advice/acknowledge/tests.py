"""The page on which a service says that it has the request."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db


ROUTE = "advice:acknowledge"


def test_one_button_records_the_acknowledgement_and_says_the_date(
    story: Story, visit: Any, asked: Any
) -> None:
    page = visit(story.cast.spoc, ROUTE, asked.pk)
    assert "This moves no date: the advice is due by 14 December 2026." in page.words
    response = visit(story.cast.spoc, ROUTE, asked.pk, on="2026-11-20")
    assert response.url == reverse("desk:case", args=[asked.case_id])
    assert "OT has the request. Its advice is due by 14 December 2026." in response.told
    assert Fact.objects.get(kind=Kind.ADVICE_ACKNOWLEDGED).happened_on == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        ("", "Enter the day on which the service acknowledged"),
        ("2026-11-23", "The day of the acknowledgement must be today, 22 November 2026, or in the past"),
        ("2026-11-01", "before the council's request was received on 2 November 2026"),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    story: Story, visit: Any, asked: Any, on: str, sentence: str
) -> None:
    assert sentence in visit(story.cast.spoc, ROUTE, asked.pk, on=on).words
    assert not Fact.objects.filter(kind=Kind.ADVICE_ACKNOWLEDGED).exists()


def test_a_double_click_is_one_acknowledgement(story: Story, visit: Any, asked: Any) -> None:
    visit(story.cast.spoc, ROUTE, asked.pk, on="2026-11-20")
    page = visit(story.cast.spoc, ROUTE, asked.pk, on="2026-11-20")
    assert "OT acknowledged this request on 20 November 2026." in page.words


def test_a_service_acknowledges_for_itself_and_finds_no_other(story: Story, visit: Any, asked: Any) -> None:
    (own,) = story.given_advice_is_sought(date(2026, 11, 2), "SLT")
    assert visit(story.cast.therapist, ROUTE, own.pk, on="2026-11-20").status_code == 302
    assert visit(story.cast.therapist, ROUTE, asked.pk, on="2026-11-20").status_code == 404
    assert visit(story.cast.officer, ROUTE, asked.pk).status_code == 403
