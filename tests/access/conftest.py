"""One world for a whole test of access: making it costs seconds, so that a test asks everything of it at once."""

from __future__ import annotations

import pytest

from goldenthread.conftest import acting_tester, cast, quick_passwords, story, today, visit
from tests.access import world as worlds

__all__ = ["acting_tester", "cast", "quick_passwords", "story", "today", "visit"]


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> worlds.World:
    """Torbay, Cheshire East and a case of each relation, on 22 November 2026."""
    monkeypatch.setenv("GOLDENTHREAD_TODAY", worlds.TODAY.isoformat())
    return worlds.made()
