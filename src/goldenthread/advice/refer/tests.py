"""The page on which a child who is not known is referred in full."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from goldenthread.advice.models import Referral
from goldenthread.demo.stories import Story

pytestmark = pytest.mark.django_db

ROUTE = "advice:refer"


def _typed(story: Story, **said: str) -> dict[str, str]:
    words = {"identified": "Few words at four", "potential": "", "support": "Pictures at nursery since March"}
    return {"service": str(story.cast.services["SLT"].pk), **words, "on": "2026-11-20", **said}


def test_the_child_is_referred_and_the_request_stays(story: Story, visit: Any, routed: Any) -> None:
    assert "The advice is still due by 14 December 2026" in visit(story.cast.spoc, ROUTE, routed.pk).words
    response = visit(story.cast.spoc, ROUTE, routed.pk, **_typed(story))
    assert response.url == reverse("desk:case", args=[routed.case_id])
    assert "The child was referred to SLT." in response.told
    referral = Referral.objects.get()
    assert (referral.service.label, referral.support) == ("SLT", "Pictures at nursery since March")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"identified": ""}, "Say which needs are identified, or which there may be"),
        ({"support": ""}, "Say which support the child has had"),
        ({"service": ""}, "Choose the service"),
    ],
)
def test_a_problem_is_said_beside_its_field(
    story: Story, visit: Any, routed: Any, wrong: dict[str, str], sentence: str
) -> None:
    assert sentence in visit(story.cast.spoc, ROUTE, routed.pk, **_typed(story, **wrong)).words
    assert not Referral.objects.exists()


def test_a_request_on_no_route_is_refused_in_a_sentence(story: Story, visit: Any, asked: Any) -> None:
    assert "Nobody has said yet" in visit(story.cast.spoc, ROUTE, asked.pk, **_typed(story)).words


def test_the_council_refers_nobody(story: Story, visit: Any, routed: Any) -> None:
    assert visit(story.cast.officer, ROUTE, routed.pk).status_code == 403
