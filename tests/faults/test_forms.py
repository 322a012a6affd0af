"""A double click, and a crowd that sends the same form: one deed, and everybody is given its result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from goldenthread.cases.models import Fact
from goldenthread.demo.stories import Story
from goldenthread.rules.facts import Kind

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2026, 11, 9)


@pytest.mark.parametrize("clicks", [2, 10])
def test_a_form_that_is_sent_at_the_same_moment_does_one_thing(
    story: Story, at_once: Callable[[Sequence[Callable[[], Any]]], list[Any]], monkeypatch: Any, clicks: int
) -> None:
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2026-11-22")
    (sought,) = story.given_advice_is_sought(DAY, "SLT")
    address = reverse("advice:chase", args=[sought.pk])

    def sender() -> Callable[[], Any]:
        client = Client()
        client.force_login(story.cast.spoc)
        return lambda: client.post(address, {"on": "2026-11-20", "form_key": "k" * 32})

    answers = at_once([sender() for _ in range(clicks)])
    assert {(answer.status_code, answer.url) for answer in answers} == {
        (302, reverse("desk:case", args=[sought.case_id]))
    }
    with transaction.atomic():
        assert Fact.objects.filter(kind=Kind.ADVICE_CHASED).count() == 1
