"""A team is asked to look in its own records, and is awaited until its answer is recorded."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.directory.models import RecordSystem
from goldenthread.intake import actions as intake
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db

ROUTE = "triage:request_records"


def _typed(story: Story, **said: str) -> dict[str, str]:
    return {
        "service": str(story.cast.services["O&O"].pk),
        "remark": "By telephone",
        "on": "2026-11-20",
        **said,
    }


def test_the_team_that_keeps_paper_is_asked_and_leads_back_to_the_sheet(
    story: Story, visit: Any, received: Any
) -> None:
    response = visit(story.cast.spoc, ROUTE, received.pk, **_typed(story))
    assert response.url == reverse("desk:checked", args=[received.case_id])
    assert "O&O was asked to look. Its answer is expected by 25 November 2026." in response.told
    fact = Fact.objects.get(kind=Kind.RECORDS_REQUESTED)
    cards = RecordSystem.objects.get(code="orthotics-cards", area=received.area_id)
    assert (fact.happened_on, fact.details["systems"]) == (date(2026, 11, 20), [str(cards.pk)])


def test_what_was_asked_stands_under_what_happens_next_until_the_answer_is_recorded(
    story: Story, visit: Any, received: Any
) -> None:
    visit(story.cast.spoc, ROUTE, received.pk, **_typed(story))
    for page in ("desk:case", "desk:checked"):
        words = visit(story.cast.officer, page, received.case_id).words
        assert "O&O To do Say what its own records hold" in words, page
    sheet = visit(story.cast.spoc, "desk:checked", received.case_id).words
    assert f"Asked on 20 November 2026 by {story.cast.spoc.name}, answer by 25 November 2026" in sheet
    answer = [intake.Checked(story.cast.services["O&O"], "none")]
    intake.check(request=received, checked=answer, by=story.cast.spoc, on=date(2026, 11, 21))
    after = visit(story.cast.spoc, "desk:checked", received.case_id).words
    assert "Say what its own records hold" not in after
    assert "Not there (not known)" in after


def test_a_team_is_not_asked_twice_at_once(story: Story, visit: Any, received: Any) -> None:
    for _ in range(2):
        page = visit(story.cast.spoc, ROUTE, received.pk, **_typed(story))
    assert "O&O was asked on 20 November 2026 and has not answered." in page.words
    assert Fact.objects.filter(kind=Kind.RECORDS_REQUESTED).count() == 1


def test_a_request_that_was_withdrawn_asks_nobody(story: Story, visit: Any, received: Any) -> None:
    words = {"reason": "by-family", "remark": "They wrote.", "by": story.cast.spoc, "on": date(2026, 11, 19)}
    intake.withdraw(request=received, **words)
    page = visit(story.cast.spoc, ROUTE, received.pk, **_typed(story))
    assert "The request was withdrawn on 19 November 2026." in page.words


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [({"service": ""}, "Choose the team"), ({"on": ""}, "Enter the day on which you asked")],
)
def test_a_problem_is_said_beside_its_field(
    story: Story, visit: Any, received: Any, wrong: dict[str, str], sentence: str
) -> None:
    assert sentence in visit(story.cast.spoc, ROUTE, received.pk, **_typed(story, **wrong)).words
    assert not Fact.objects.filter(kind=Kind.RECORDS_REQUESTED).exists()


def test_only_the_single_point_of_contact_asks(story: Story, visit: Any, received: Any) -> None:
    assert visit(story.cast.officer, ROUTE, received.pk).status_code == 403
