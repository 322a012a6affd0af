"""An office with a tracker, for every test of the writing half."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.demo.stories import Story
from goldenthread.tracker.tests.told import Office


@pytest.fixture
def office(story: Story, tmp_path: Path) -> Office:
    """Torbay's single point of contact, with a folder for its files."""
    return Office(story, tmp_path)
