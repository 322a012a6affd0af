"""The page on which an entry is put right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.cases.models import Fact, Remark
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db


ROUTE = "cases:correct"


@pytest.fixture
def recorded(story: Story) -> Any:
    """The entry that OT's advice came on 9 November 2026."""
    (asked,) = story.given_advice_is_sought(date(2026, 11, 2), "OT")
    story.given_advice_comes(asked, date(2026, 11, 9))
    return Fact.objects.get(kind=Kind.ADVICE_RECORDED)


def test_the_page_shows_the_entry_in_its_sentence_and_what_follows(
    story: Story, visit: Any, recorded: Any
) -> None:
    page = visit(story.cast.manager, ROUTE, recorded.pk)
    assert "9 November 2026 : Advice received from OT Recorded by Alice Penrose" in page.words
    assert "If it never came, its clock runs again" in page.words


def test_another_day_is_recorded_with_its_reason(story: Story, visit: Any, recorded: Any) -> None:
    response = visit(
        story.cast.manager,
        ROUTE,
        recorded.pk,
        wrong="day",
        happened_on="2026-11-12",
        reason="The post was late",
    )
    assert response.url == reverse("desk:case", args=[recorded.case_id])
    assert "every date that follows from it is worked out anew" in response.told
    correction = Fact.objects.get(kind=Kind.FACT_CORRECTED)
    assert (correction.corrects_id, correction.happened_on, correction.details["void"]) == (
        recorded.pk,
        date(2026, 11, 12),
        False,
    )
    assert Remark.objects.get(fact=correction).text == "The post was late"
    assert "12 November 2026 : Advice received from OT" in visit(story.cast.manager, ROUTE, recorded.pk).words


def test_what_never_happened_is_struck_out_whatever_stands_in_the_boxes(
    story: Story, visit: Any, recorded: Any
) -> None:
    typed = {"wrong": "never", "happened_on": "2026-11-12", "reason": "Another child's"}
    visit(story.cast.manager, ROUTE, recorded.pk, **typed)
    correction = Fact.objects.get(kind=Kind.FACT_CORRECTED)
    assert (correction.happened_on, correction.details["void"]) == (date(2026, 11, 9), True)
    page = visit(story.cast.manager, ROUTE, recorded.pk, **typed)
    assert "(struck out)" in page.words
    assert "The entry is struck out already." in page.words


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"wrong": ""}, "Choose what is right"),
        ({"happened_on": ""}, "Enter the day on which it happened"),
        ({"happened_on": "2026-11-23"}, "must be today, 22 November 2026, or in the past"),
        ({"happened_on": "2026-11-09"}, "The entry already says 9 November 2026."),
        ({"happened_on": "2026-11-01"}, "Advice cannot have been received on 1 November 2026"),
        ({"reason": " "}, "Say why the entry is being corrected"),
    ],
)
def test_a_problem_is_said_and_the_reason_is_kept(
    story: Story, visit: Any, recorded: Any, wrong: dict[str, str], sentence: str
) -> None:
    typed = {"wrong": "day", "happened_on": "2026-11-12", "reason": "The post was late", **wrong}
    page = visit(story.cast.manager, ROUTE, recorded.pk, **typed)
    assert sentence in page.words
    assert "The post was late" in page.words or "reason" in wrong
    assert not Fact.objects.filter(kind=Kind.FACT_CORRECTED).exists()


def test_every_entry_of_a_case_can_be_shown(story: Story, visit: Any, recorded: Any) -> None:
    for fact in Fact.objects.filter(case=recorded.case):
        page = visit(story.cast.spoc, ROUTE, fact.pk)
        assert page.status_code == 200
        assert "Put an entry right" in page.words


def test_who_may_not_correct_is_refused_and_a_stranger_finds_nothing(
    story: Story, visit: Any, recorded: Any
) -> None:
    assert visit(story.cast.therapist, ROUTE, recorded.pk).status_code == 403
    assert visit(story.cast.officer, ROUTE, recorded.pk).status_code == 403
    assert visit(story.cast.spoc, ROUTE, story.cast.area.pk).status_code == 404
