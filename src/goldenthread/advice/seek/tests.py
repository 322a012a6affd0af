"""The page on which services are asked, many at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.advice.models import AdviceRequest
from goldenthread.cases.models import Fact, Remark
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db


ROUTE = "advice:seek"


@pytest.fixture
def received(story: Story) -> Any:
    """A council's request, acknowledged: OT and PHN will respond."""
    request = story.given_a_request(date(2026, 11, 2), reference="EHC-77")
    story.given_it_is_acknowledged(request, date(2026, 11, 3), "OT", "PHN")
    return request


def _ticked(page: Any) -> list[str]:
    boxes = Screen(page.content.decode()).all("input", name="services")
    return [str(box["value"]) for box in boxes if "checked" in box.attributes]


def _ids(story: Story, *labels: str) -> list[str]:
    return [str(service.pk) for service in story.services(*labels)]


def test_who_will_respond_is_ticked_beforehand_with_the_date_and_how_it_is_worked_out(
    story: Story, visit: Any, received: Any
) -> None:
    page = visit(story.cast.spoc, ROUTE, received.pk)
    assert sorted(_ticked(page)) == sorted(_ids(story, "OT", "PHN"))
    assert "The advice will be due by 14 December 2026 ." in page.words
    assert "How is this date worked out?" in page.words
    assert "42 calendar days, not counting 2 November 2026" in page.words
    assert "ot@cfhd.example, watched by Therapies administrator" in page.words
    assert f"{received.case.child.name}, EHC-77" in page.words


def test_services_are_asked_at_once_and_each_has_its_own_clock(
    story: Story, visit: Any, received: Any
) -> None:
    everyone = [str(service.pk) for service in story.cast.services.values()]
    response = visit(
        story.cast.spoc, ROUTE, received.pk, services=everyone, on="2026-11-20", remark="All of them"
    )
    assert response.url == reverse("desk:case", args=[received.case_id])
    assert "Advice was sought from 6 services. It is due by 14 December 2026." in response.told
    assert AdviceRequest.objects.count() == 6
    assert {fact.happened_on for fact in Fact.objects.filter(kind=Kind.ADVICE_SOUGHT)} == {date(2026, 11, 20)}
    assert Remark.objects.filter(text="All of them").count() == 6


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"services": []}, "Choose at least one service to ask"),
        ({"on": "2026-11-23"}, "must be today, 22 November 2026, or in the past"),
        ({"on": "2026-11-01"}, "Advice cannot have been sought on 1 November 2026"),
    ],
)
def test_a_problem_is_said_and_what_was_ticked_is_kept(
    story: Story, visit: Any, received: Any, wrong: dict[str, Any], sentence: str
) -> None:
    typed = {"services": _ids(story, "SLT"), "on": "2026-11-20", "remark": "Her own words", **wrong}
    page = visit(story.cast.spoc, ROUTE, received.pk, **typed)
    assert sentence in page.words
    assert _ticked(page) == typed["services"]
    assert "Her own words" in page.words
    assert not AdviceRequest.objects.exists()


def test_a_service_that_was_asked_is_not_offered_again(story: Story, visit: Any, received: Any) -> None:
    typed = {"services": _ids(story, "OT"), "on": "2026-11-20"}
    visit(story.cast.spoc, ROUTE, received.pk, **typed)
    page = visit(story.cast.spoc, ROUTE, received.pk)
    assert "Asked already: OT." in page.words
    assert _ticked(page) == _ids(story, "PHN")
    assert "Choose from the list" in visit(story.cast.spoc, ROUTE, received.pk, **typed).words
    assert AdviceRequest.objects.count() == 1


def test_where_everyone_was_asked_there_is_no_form(story: Story, visit: Any, received: Any) -> None:
    everyone = [str(service.pk) for service in story.cast.services.values()]
    visit(story.cast.spoc, ROUTE, received.pk, services=everyone, on="2026-11-20")
    page = visit(story.cast.spoc, ROUTE, received.pk)
    assert "Every service that is live here has been asked." in page.words
    assert "Which services will you ask?" not in page.words


def test_who_may_not_ask_is_refused_and_a_stranger_finds_nothing(
    story: Story, visit: Any, received: Any
) -> None:
    assert visit(story.cast.officer, ROUTE, received.pk).status_code == 403
    assert visit(story.cast.spoc, ROUTE, story.cast.area.pk).status_code == 404


def test_the_page_says_who_is_written_to(story: Story, visit: Any, received: Any) -> None:
    page = visit(story.cast.spoc, ROUTE, received.pk)
    assert "With this, a letter leaves to each service that you choose." in page.words
