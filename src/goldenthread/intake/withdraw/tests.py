"""The page on which a council's request is withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from goldenthread.cases.models import Fact, Remark
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db

ROUTE = "intake:withdraw"
TYPED = {"reason": "by-family", "remark": "Their telephone call", "on": "2026-11-20"}


def test_a_request_is_withdrawn_and_says_what_comes_next(story: Story, visit: Any, received: Any) -> None:
    response = visit(story.cast.spoc, ROUTE, received.pk, **TYPED)
    assert response.url == reverse("desk:case", args=[received.case_id])
    assert "Tell the services that were asked that they need not answer." in response.told
    fact = Fact.objects.get(kind=Kind.REQUEST_WITHDRAWN)
    assert (fact.happened_on, fact.details) == (date(2026, 11, 20), {"reason": "by-family"})
    assert Remark.objects.get(fact=fact).text == "Their telephone call"


def test_the_page_says_what_ends_and_offers_neither_not_known_nor_a_waiting_list(
    story: Story, visit: Any, received: Any
) -> None:
    page = visit(story.cast.spoc, ROUTE, received.pk)
    assert "Every clock of this request ends" in page.words
    assert "The family took its request back" in page.words
    assert 'value="not-known"' not in page.content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reason": "not-known"}, "Choose from the list"),
        ({"reason": ""}, "Choose why the request is withdrawn"),
        ({"remark": " "}, "Say in a sentence why the request is withdrawn"),
        ({"on": "2026-11-23"}, "must be today, 22 November 2026, or in the past"),
        ({"on": "2026-11-01"}, "before the council's request was received"),
    ],
)
def test_a_problem_is_said_beside_its_field(
    story: Story, visit: Any, received: Any, wrong: dict[str, str], sentence: str
) -> None:
    page = visit(story.cast.spoc, ROUTE, received.pk, **{**TYPED, **wrong})
    assert sentence in page.words
    assert not Fact.objects.filter(kind=Kind.REQUEST_WITHDRAWN).exists()


def test_a_second_withdrawal_is_refused_on_top_of_the_page(story: Story, visit: Any, received: Any) -> None:
    visit(story.cast.spoc, ROUTE, received.pk, **TYPED)
    assert (
        "The request was withdrawn on 20 November 2026."
        in visit(story.cast.spoc, ROUTE, received.pk, **TYPED).words
    )


def test_who_may_not_withdraw_is_refused(story: Story, visit: Any, received: Any) -> None:
    assert visit(story.cast.officer, ROUTE, received.pk, **TYPED).status_code == 403
