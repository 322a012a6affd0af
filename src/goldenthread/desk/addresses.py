"""Addresses of many rows at once: reversed once, then filled in, because a list has hundreds of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from uuid import UUID

from django.urls import reverse

NOBODY = UUID(int=0)


@cache
def to_each(route: str) -> Callable[[object], str]:
    """A function from an id to this route's address."""
    before, after = reverse(route, args=[NOBODY]).split(str(NOBODY))
    return lambda id_: f"{before}{id_}{after}"
