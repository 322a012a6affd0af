"""What the tests of links start from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goldenthread.advice.by_link.tests.coming import Practitioner, invited

ASKED_ON = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    """Files are kept in a folder of the test's own."""
    settings.FILES = str(tmp_path / "files")


@pytest.fixture
def own(story: Any, today: date) -> Any:
    """SLT, asked about Ember Ottermark."""
    child = story.given_a_child("Ember", "Ottermark")
    request = story.given_a_request(ASKED_ON, child=child, reference="GT/1")
    return story.given_advice_is_sought(ASKED_ON, "SLT", request=request)[0]


@pytest.fixture
def sent(story: Any, own: Any, today: date) -> Any:
    """A link that was sent to the service, and its address."""
    return invited(own, story.cast.spoc, today)


@pytest.fixture
def morwenna() -> Practitioner:
    """Somebody of the service who has no account."""
    return Practitioner()
