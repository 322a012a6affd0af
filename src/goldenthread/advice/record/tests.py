"""The page on which advice is recorded, alone or in a joint report."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.advice.models import Report
from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db


ROUTE = "advice:record"
TYPED = {"on": "2026-11-20", "title": "Advice for the assessment", "author": "Dr Amy Hext"}


@pytest.fixture
def three(story: Story) -> Any:
    """OT, PHN and SLT, asked about one child."""
    return story.given_advice_is_sought(date(2026, 11, 2), "OT", "PHN", "SLT")


def test_advice_is_recorded_and_says_what_is_still_to_come(story: Story, visit: Any, three: Any) -> None:
    ot, _, _ = three
    response = visit(story.cast.spoc, ROUTE, ot.pk, **TYPED)
    assert response.url == reverse("desk:case", args=[ot.case_id])
    assert "The advice of OT was recorded. 2 services of this case still to come." in response.told
    report = Report.objects.get()
    assert (report.title, report.author) == ("Advice for the assessment", "Dr Amy Hext")
    fact = Fact.objects.get(kind=Kind.ADVICE_RECORDED)
    assert (fact.about, fact.happened_on) == (ot.pk, date(2026, 11, 20))
    assert fact.details == {"report": str(report.pk), "joint": False}


def test_a_joint_report_answers_the_other_services_that_are_ticked(
    story: Story, visit: Any, three: Any
) -> None:
    ot, phn, slt = three
    response = visit(story.cast.spoc, ROUTE, ot.pk, **TYPED, also=[str(phn.pk), str(slt.pk)])
    assert "The advice of OT, PHN and SLT was recorded. Nothing else is awaited." in response.told
    recorded = Fact.objects.filter(kind=Kind.ADVICE_RECORDED)
    assert {fact.about for fact in recorded} == {ot.pk, phn.pk, slt.pk}
    assert {fact.details["report"] for fact in recorded} == {str(Report.objects.get().pk)}


def test_only_services_that_are_awaited_are_offered(story: Story, visit: Any, three: Any) -> None:
    ot, phn, slt = three
    story.given_advice_comes(phn, date(2026, 11, 18))
    page = visit(story.cast.spoc, ROUTE, ot.pk).content.decode()
    assert str(slt.pk) in page
    assert str(phn.pk) not in page


def test_the_only_service_is_not_asked_about_others(story: Story, visit: Any, asked: Any) -> None:
    assert "joint report" not in visit(story.cast.spoc, ROUTE, asked.pk).words
    assert "Nothing else is awaited." in visit(story.cast.spoc, ROUTE, asked.pk, **TYPED).told


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": ""}, "Enter the day on which the advice arrived"),
        ({"on": "2026-11-23"}, "must be today, 22 November 2026, or in the past"),
        ({"on": "2026-11-01"}, "Advice cannot have been received on 1 November 2026"),
        ({"author": "A" * 201}, "Shorten the name to 200 letters"),
        ({"also": "someone"}, "Choose from the list"),
    ],
)
def test_a_problem_is_said_and_nothing_typed_is_lost(
    story: Story, visit: Any, three: Any, wrong: dict[str, str], sentence: str
) -> None:
    page = visit(story.cast.spoc, ROUTE, three[0].pk, **{**TYPED, **wrong})
    assert sentence in page.words
    assert "Advice for the assessment" in page.content.decode()
    assert not Report.objects.exists()


def test_a_double_click_is_one_report(story: Story, visit: Any, asked: Any) -> None:
    for _ in range(2):
        page = visit(story.cast.spoc, ROUTE, asked.pk, **TYPED)
    assert "The advice was received on 20 November 2026." in page.words
    assert Report.objects.count() == 1


def test_a_service_records_its_own_advice_and_is_shown_no_other_service(
    story: Story, visit: Any, three: Any
) -> None:
    ot, _, slt = three
    assert "OT" not in visit(story.cast.therapist, ROUTE, slt.pk).words.split()
    assert visit(story.cast.therapist, ROUTE, slt.pk, **TYPED).status_code == 302
    assert visit(story.cast.therapist, ROUTE, ot.pk, **TYPED).status_code == 404
    assert visit(story.cast.officer, ROUTE, ot.pk, **TYPED).status_code == 403
