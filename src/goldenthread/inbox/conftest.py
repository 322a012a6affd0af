"""What the tests of the inbox start from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goldenthread.documents.conftest import files

__all__ = ["files"]

SERVER = "mx.torbay.example"


@pytest.fixture(autouse=True)
def server(settings: Any) -> str:
    """The mail server whose word on a sender counts."""
    settings.IMAP_AUTHSERV = SERVER
    return SERVER


@pytest.fixture
def by(story: Any) -> Any:
    """The account as which the worker reads the mailbox."""
    from goldenthread.accounts.actions import ensure_system_account

    return ensure_system_account("inbox", "The mailbox")


@pytest.fixture
def case(story: Any) -> Any:
    """Ember Ottermark's case, on which SLT and OT were asked."""
    child = story.given_a_child("Ember", "Ottermark")
    request = story.given_a_request(date(2026, 11, 2), child=child, reference="GT/1")
    story.given_advice_is_sought(date(2026, 11, 2), "SLT", "OT", request=request)
    return request.case
