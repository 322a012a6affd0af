"""What triage's tests start from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest


@pytest.fixture
def received(story: Any) -> Any:
    """A council's request of 2 November 2026."""
    return story.given_a_request(date(2026, 11, 2))
