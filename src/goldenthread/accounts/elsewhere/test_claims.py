"""What a provider's answer says of whoever signed in there, and what it does not."""

from __future__ import annotations

from typing import Any

import pytest

from goldenthread.accounts.elsewhere.claims import UNCLEAR, Trust, arrival
from goldenthread.rules.refusals import Refused

ALICE = "spoc@torbay.example"
TRUST = Trust("email_verified", "amr", frozenset({"mfa"}))
NONCE = "asked once"
TOKEN = {"iss": "https://there.example", "sub": "7", "nonce": NONCE, "email": ALICE, "email_verified": True}


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"userinfo": TOKEN}, UNCLEAR),
        ({"id_token": {}, "userinfo": TOKEN}, UNCLEAR),
        ({"id_token": TOKEN, "userinfo": {**TOKEN, "sub": "8"}}, UNCLEAR),
        ({"id_token": {**TOKEN, "nonce": "of another day"}}, UNCLEAR),
        ({"id_token": {**TOKEN, "nonce": None}}, UNCLEAR),
    ],
)
def test_without_one_signed_subject_nobody_has_arrived(told: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        arrival(told, TRUST, nonce=NONCE)


@pytest.mark.parametrize(
    ("token", "trust", "strong"),
    [
        ({"amr": ["mfa"]}, TRUST, True),
        ({"amr": "mfa"}, TRUST, True),
        ({"amr": ["pwd"]}, TRUST, False),
        ({}, TRUST, False),
        ({"acr": "AAL3_ANY"}, Trust("email_verified", "acr", frozenset({"AAL2_ANY", "AAL3_ANY"})), True),
        (
            {"authentication_assurance_level": 3},
            Trust("e", "authentication_assurance_level", frozenset("3")),
            True,
        ),
        ({"authentication_assurance_level": None}, Trust("e", "a", frozenset({"None"})), False),
    ],
)
def test_the_claim_that_the_area_names_proves_the_second_factor(
    token: dict[str, Any], trust: Trust, strong: bool
) -> None:
    assert arrival({"id_token": {**TOKEN, **token}}, trust, nonce=NONCE).is_strong is strong


def test_what_only_the_second_answer_says_proves_no_factor() -> None:
    assert not arrival(
        {"id_token": TOKEN, "userinfo": {**TOKEN, "amr": ["mfa"]}}, TRUST, nonce=NONCE
    ).is_strong


def test_two_providers_subjects_of_one_name_are_two_people() -> None:
    one, other = TOKEN, {**TOKEN, "iss": "https://elsewhere.example"}
    assert (
        arrival({"id_token": one}, TRUST, nonce=NONCE).subject
        != arrival({"id_token": other}, TRUST, nonce=NONCE).subject
    )
