"""The page on which a request is passed to the designated officer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.cases.models import Fact, Remark
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db

ROUTE = "advice:request_decision"


def test_the_request_is_passed_on_with_what_the_officer_needs(story: Story, visit: Any, routed: Any) -> None:
    assert "who decides how the advice is given" in visit(story.cast.spoc, ROUTE, routed.pk).words
    response = visit(story.cast.spoc, ROUTE, routed.pk, remark="Seen by nobody", on="2026-11-20")
    assert response.url == reverse("desk:case", args=[routed.case_id])
    assert "The designated officer decides next on OT's advice." in response.told
    fact = Fact.objects.get(kind=Kind.DECISION_REQUESTED)
    assert (fact.happened_on, Remark.objects.get(fact=fact).text) == (date(2026, 11, 20), "Seen by nobody")


def test_a_request_on_no_route_is_refused_in_a_sentence(story: Story, visit: Any, asked: Any) -> None:
    assert "Nobody has said yet" in visit(story.cast.spoc, ROUTE, asked.pk, on="2026-11-20").words


def test_a_service_passes_nothing_on(story: Story, visit: Any, routed: Any) -> None:
    assert visit(story.cast.therapist, ROUTE, routed.pk).status_code == 403
