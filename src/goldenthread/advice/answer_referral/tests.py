"""The page on which a service answers a full referral."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db

ROUTE = "advice:answer_referral"
TYPED = {"outcome": "accepted", "advice_by": "2026-12-01", "remark": "", "on": "2026-11-20"}


def test_the_referral_is_read_and_accepted_with_a_date(story: Story, visit: Any, referral: Any) -> None:
    page = visit(story.cast.spoc, ROUTE, referral.pk)
    for words in (
        "Says single words at the age of four.",
        "May not hear well.",
        "has used pictures since March",
    ):
        assert words in page.words
    assert referral.case.child.nhs_number in page.words.replace(" ", "")
    response = visit(story.cast.spoc, ROUTE, referral.pk, **TYPED)
    assert response.url == reverse("desk:case", args=[referral.case_id])
    fact = Fact.objects.get(kind=Kind.REFERRAL_ANSWERED)
    assert (fact.happened_on, fact.details["advice_by"]) == (date(2026, 11, 20), "2026-12-01")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"outcome": ""}, "Choose what becomes of the referral"),
        ({"advice_by": ""}, "Enter the day by which the advice will be given"),
        ({"outcome": "not-accepted"}, "Say why, or what was given instead"),
        ({"advice_by": "2026-11-19"}, "cannot come before 20 November 2026"),
    ],
)
def test_a_problem_is_said_beside_its_field(
    story: Story, visit: Any, referral: Any, wrong: dict[str, str], sentence: str
) -> None:
    assert sentence in visit(story.cast.spoc, ROUTE, referral.pk, **{**TYPED, **wrong}).words
    assert not Fact.objects.filter(kind=Kind.REFERRAL_ANSWERED).exists()


def test_the_service_that_was_referred_to_reads_and_answers_it(story: Story, visit: Any, routed: Any) -> None:
    to_slt = story.given_a_full_referral(routed, date(2026, 11, 9), "SLT")
    page = visit(story.cast.therapist, ROUTE, to_slt.pk)
    assert routed.case.child.name in page.words
    response = visit(story.cast.therapist, ROUTE, to_slt.pk, **TYPED)
    assert response.status_code == 302
    assert visit(story.cast.therapist, "desk:case", routed.case_id).status_code == 200


def test_a_service_that_was_neither_asked_nor_referred_to_finds_nothing(
    story: Story, visit: Any, referral: Any
) -> None:
    assert visit(story.cast.therapist, ROUTE, referral.pk).status_code == 404
    assert visit(story.cast.officer, ROUTE, referral.pk).status_code == 403
