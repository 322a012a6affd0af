"""What every test may ask for: Torbay with its people, and a teller of stories."""

from __future__ import annotations

from datetime import date

import pytest


@pytest.fixture(autouse=True)
def quick_passwords(settings):  # type: ignore[no-untyped-def]
    """A password's slow hash guards real people; here it would only cost minutes."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def cast(db):  # type: ignore[no-untyped-def]
    """Torbay, loaded from its shipped pack, with a person for each role in post since 1 January 2020."""
    from goldenthread.demo.area import set_up_torbay

    return set_up_torbay(date(2020, 1, 1))


@pytest.fixture
def story(cast):  # type: ignore[no-untyped-def]
    """A teller of stories in Torbay."""
    from goldenthread.demo.stories import Story

    return Story(cast)
