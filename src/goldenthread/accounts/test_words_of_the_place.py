"""A password of words that anybody would try here is refused, however it is dressed up."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from goldenthread.accounts.words_of_the_place import OF_THE_WORK, own
from goldenthread.demo.area import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "password",
    [
        "Torbay-Council-2026!",
        "torbaycouncil1234567",
        "Goldenthread 2026 NHS",
        "SEND.team.winter.26",
        "Welcome_to_Torbay_1",
    ],
)
def test_words_of_the_place_and_of_the_work_are_no_password(cast: Cast, password: str) -> None:
    with pytest.raises(ValidationError, match="words that anybody would try here"):
        validate_password(password)


@pytest.mark.parametrize(
    "password", ["a drizzle of gorse honey", "two otters on the Torbay quay", "demonstration only"]
)
def test_three_words_of_ones_own_are(cast: Cast, password: str) -> None:
    validate_password(password)


def test_what_is_left_is_letters_alone() -> None:
    assert own("NHS-otter_26 quay", list(OF_THE_WORK)) == "otterquay"
    assert own("", ["Torbay"]) == ""
