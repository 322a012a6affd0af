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


@pytest.fixture
def routed(story: Any, asked: Any) -> Any:
    """OT, asked, said on 5 November 2026 that it does not know the child."""
    story.given_the_child_is_not_known(asked, date(2026, 11, 5))
    return asked


@pytest.fixture
def referral(story: Any, routed: Any) -> Any:
    """The child was referred in full to OT on 9 November 2026."""
    return story.given_a_full_referral(routed, date(2026, 11, 9))
