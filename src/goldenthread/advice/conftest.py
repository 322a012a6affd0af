"""What advice's tests start from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest


@pytest.fixture
def asked(story: Any) -> Any:
    """OT, asked on the day that the council's request came: 2 November 2026."""
    (one,) = story.given_advice_is_sought(date(2026, 11, 2), "OT")
    return one
