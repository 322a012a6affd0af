"""Reading the desk's pages as somebody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.design.tests.reading import Screen, safe


@pytest.fixture
def shown(client: Client, today: object) -> Callable[..., Screen]:
    """`shown(person, "desk:case", id)` is that page as the person sees it on 22 November 2026."""

    def go(person: Any, route: str, *args: object) -> Screen:
        client.force_login(person)
        answer = client.get(reverse(route, args=args))
        assert answer.status_code == 200
        return safe(Screen(answer.content.decode()))

    return go


@pytest.fixture
def status(client: Client, today: object) -> Callable[..., int]:
    """`status(person, "desk:case", id)` is how that page answers the person."""

    def go(person: Any, route: str, *args: object) -> int:
        client.force_login(person)
        return client.get(reverse(route, args=args)).status_code

    return go
