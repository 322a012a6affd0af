"""The page on which an exemption is claimed: only the grounds of the law are offered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.design.tests.reading import Screen
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db


ROUTE = "advice:excuse"
TYPED = {"ground": "exceptional-circumstances", "remark": "A bereavement", "on": "2026-11-20"}


def test_an_exemption_is_claimed_and_the_date_stays(story: Story, visit: Any, asked: Any) -> None:
    response = visit(story.cast.spoc, ROUTE, asked.pk, **TYPED)
    assert response.url == reverse("desk:case", args=[asked.case_id])
    assert "OT's date stays 14 December 2026; tell the family that it is claimed." in response.told
    fact = Fact.objects.get(kind=Kind.ADVICE_EXCUSED)
    assert fact.details == {"ground": "exceptional-circumstances", "from": None, "to": None}


def test_only_the_grounds_of_the_law_are_offered_and_the_others_are_explained(
    story: Story, visit: Any, asked: Any
) -> None:
    page = visit(story.cast.spoc, ROUTE, asked.pk)
    offered = [radio["value"] for radio in Screen(page.content.decode()).all("input", name="ground")]
    assert offered == ["exceptional-circumstances", "absent-from-area", "missed-appointment"]
    assert "A school's closure is a ground for the council when it asks the head" in page.words
    assert "A waiting list is not a ground in law." in page.words


@pytest.mark.parametrize(
    ("said", "details"),
    [
        (
            {"ground": "absent-from-area", "from_on": "2026-11-02", "to_on": "2026-12-01"},
            {"ground": "absent-from-area", "from": "2026-11-02", "to": "2026-12-01"},
        ),
        (
            {"ground": "missed-appointment", "missed_on": "2026-11-18", "from_on": "2026-11-02"},
            {"ground": "missed-appointment", "from": "2026-11-18", "to": None},
        ),
    ],
)
def test_only_the_dates_of_the_chosen_ground_are_kept(
    story: Story, visit: Any, asked: Any, said: dict[str, str], details: dict[str, str | None]
) -> None:
    visit(story.cast.spoc, ROUTE, asked.pk, **{**TYPED, **said})
    assert Fact.objects.get(kind=Kind.ADVICE_EXCUSED).details == details


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ground": ""}, "Choose the ground"),
        ({"ground": "school-closed"}, "Choose from the list"),
        ({"ground": "absent-from-area"}, "Enter the first day away"),
        ({"ground": "missed-appointment"}, "Enter the day of the appointment"),
        ({"remark": " "}, "Say what makes it impractical to give the advice in time"),
        (
            {"ground": "absent-from-area", "from_on": "2026-11-02", "to_on": "2026-11-20"},
            "does not cover 4 weeks in a row",
        ),
    ],
)
def test_a_problem_is_said_and_the_words_are_kept(
    story: Story, visit: Any, asked: Any, wrong: dict[str, str], sentence: str
) -> None:
    page = visit(story.cast.spoc, ROUTE, asked.pk, **{**TYPED, **wrong})
    assert sentence in page.words
    assert "A bereavement" in page.words or "remark" in wrong
    assert not Fact.objects.filter(kind=Kind.ADVICE_EXCUSED).exists()


def test_a_double_click_is_one_claim(story: Story, visit: Any, asked: Any) -> None:
    for _ in range(2):
        page = visit(story.cast.spoc, ROUTE, asked.pk, **TYPED)
    assert "This was claimed on 20 November 2026." in page.words
    assert Fact.objects.filter(kind=Kind.ADVICE_EXCUSED).count() == 1


def test_a_service_claims_for_itself(story: Story, visit: Any, asked: Any) -> None:
    (own,) = story.given_advice_is_sought(date(2026, 11, 2), "SLT")
    assert visit(story.cast.therapist, ROUTE, own.pk, **TYPED).status_code == 302
    assert visit(story.cast.therapist, ROUTE, asked.pk, **TYPED).status_code == 404
