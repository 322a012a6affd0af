"""Reading the worklist as somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from goldenthread.design.tests.reading import Screen, safe


@pytest.fixture
def read(client: Client, today: object) -> Callable[..., Screen]:
    """`read(person, due="overdue", search="Wren")` is that list as the person sees it on 22 November 2026."""

    def go(person: Any, **query: str) -> Screen:
        client.force_login(person)
        answer = client.post("/search/", query, follow=True) if "search" in query else client.get("/", query)
        assert answer.status_code == 200
        return safe(Screen(answer.content.decode()))

    return go
