"""The page on which a person starts the ladder of advice that was late before it came here."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.cases.append import append
from goldenthread.cases.models import Fact, Remark
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db


ROUTE = "deadlines:start"
TYPED = {"step": "escalation-1", "remark": "Chased by telephone in August", "on": "2026-11-20"}


@pytest.fixture
def late(story: Story) -> Any:
    """OT, asked in June, due on 20 July 2026, and imported from a tracker in November."""
    (asked,) = story.given_advice_is_sought(date(2026, 6, 8), "OT")
    append(
        case=asked.case, kind=Kind.ADVICE_IMPORTED, on=date(2026, 11, 16), by=story.cast.spoc, about=asked.pk,
        details={"file": "sha"},
    )  # fmt: skip
    return asked


def test_the_chosen_step_is_taken_at_once_and_the_later_ones_are_left(
    story: Story, visit: Any, late: Any
) -> None:
    response = visit(story.cast.spoc, ROUTE, late.pk, **TYPED)
    assert response.url == reverse("desk:case", args=[late.case_id])
    assert (
        "The ladder was started for OT. Taken at once: Escalation letter to the Alliance Director."
        in response.told
    )
    started = Fact.objects.get(kind=Kind.LADDER_STARTED)
    assert (started.happened_on, started.details) == (date(2026, 11, 20), {"step": "escalation-1"})
    assert Remark.objects.get(fact=started).text == "Chased by telephone in August"
    raised = Fact.objects.filter(kind=Kind.STEP_RAISED).values_list("details__step", flat=True)
    assert list(raised) == ["escalation-1"]


def test_the_steps_are_offered_in_their_order_with_who_writes_to_whom(
    story: Story, visit: Any, late: Any
) -> None:
    page = visit(story.cast.spoc, ROUTE, late.pk)
    steps = [radio["value"] for radio in Screen(page.content.decode()).all("input", name="step")]
    assert steps[:3] == ["chase", "internal-chase", "escalation-1"]
    assert "Assistant Director, Education to CFHD Alliance Director" in page.words
    assert "Health Single Point of Contact to OT" in page.words
    assert "OT's advice was due by 20 July 2026, before this request came to Goldenthread" in page.words


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"step": ""}, "Choose a step of the ladder"),
        ({"step": "no-step"}, "Choose from the list"),
        ({"on": "2026-11-23"}, "must be today, 22 November 2026, or in the past"),
    ],
)
def test_a_problem_is_said_and_the_note_is_kept(
    story: Story, visit: Any, late: Any, wrong: dict[str, str], sentence: str
) -> None:
    page = visit(story.cast.spoc, ROUTE, late.pk, **{**TYPED, **wrong})
    assert sentence in page.words
    assert "Chased by telephone in August" in page.words
    assert not Fact.objects.filter(kind=Kind.LADDER_STARTED).exists()


def test_a_ladder_that_runs_by_itself_is_not_asked_about(story: Story, visit: Any) -> None:
    (asked,) = story.given_advice_is_sought(date(2026, 11, 2), "OT")
    page = visit(story.cast.spoc, ROUTE, asked.pk)
    assert "does not wait for anybody: it runs by itself" in page.words
    assert "At which step do you start?" not in page.words


def test_a_ladder_is_started_once(story: Story, visit: Any, late: Any) -> None:
    for _ in range(2):
        page = visit(story.cast.spoc, ROUTE, late.pk, **TYPED)
    assert "The ladder of this request runs by itself." in page.words
    assert Fact.objects.filter(kind=Kind.LADDER_STARTED).count() == 1


def test_who_may_not_start_a_ladder_is_refused(story: Story, visit: Any, late: Any) -> None:
    assert visit(story.cast.officer, ROUTE, late.pk).status_code == 403
    assert visit(story.cast.therapist, ROUTE, late.pk).status_code == 403
