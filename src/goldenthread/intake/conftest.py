"""What intake's tests start from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest


@pytest.fixture
def received(story: Any) -> Any:
    """A council's request that came on 2 November 2026; the family named CAMHS."""
    return story.given_a_request(date(2026, 11, 2), named=("CAMHS",), reference="EHC-77")
