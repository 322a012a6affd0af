"""What the tests of documents start from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    """Files are kept in a folder of the test's own."""
    settings.FILES = str(tmp_path / "files")
    return tmp_path / "files"


@pytest.fixture
def case(story: Any) -> Any:
    """A case on which SLT and OT were asked."""
    child = story.given_a_child("Ember", "Ottermark")
    request = story.given_a_request(date(2026, 11, 2), child=child, reference="GT/1")
    story.given_advice_is_sought(date(2026, 11, 2), "SLT", "OT", request=request)
    return request.case
