"""What the worker does once a day: orphan files are swept, and files that are missing or damaged are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from goldenthread.documents import store

OLD = timedelta(days=1)
ROUND = 28
"""Every file is looked for each day; each is read whole once in so many days."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many orphans were swept, and the hashes of which files are lost."""

    swept: int
    lost: tuple[str, ...]


def look_after(at: datetime, hashes: Callable[[], set[str]], shelf: str = store.DOCUMENTS) -> Kept:
    """Sweep a shelf, and look for every file that a row names. Call it as an account that sees every row."""
    with transaction.atomic():
        swept = store.sweep(hashes, (at - OLD).timestamp(), shelf)
        named = hashes()
    gone = {sha256 for sha256 in named if not store.place(sha256, shelf).is_file()}
    damaged = store.lost((sha256 for sha256 in named - gone if is_due(sha256, at.date())), shelf)
    return Kept(swept, tuple(sorted({*gone, *damaged})))


def is_due(sha256: str, on: date) -> bool:
    """Whether this file is read whole on this day."""
    return int(sha256[:8], 16) % ROUND == on.toordinal() % ROUND
