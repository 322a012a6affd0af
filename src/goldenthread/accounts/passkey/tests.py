"""What is no answer of a passkey of ours opens nothing. The ceremony itself is walked in tests/journeys."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from goldenthread.accounts import actions
from goldenthread.accounts.ceremony import FAILED
from goldenthread.accounts.models import Session
from goldenthread.audit.models import Entry
from goldenthread.demo.area import PASSWORD, Cast
from goldenthread.design.tests.reading import Screen, safe
from goldenthread.rules.lockout import BY_ADDRESS
from goldenthread.rules.refusals import Refused

pytestmark = pytest.mark.django_db

USE, ADD = "/sign-in/passkey/", "/account/passkey/"
MADE_UP = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"userHandle": "AAAA"}}


def _asked(html: str) -> Any:
    return json.loads(Screen(html).one("form", data_passkey="use")["data-asked"] or "")


def test_each_look_asks_something_new_and_wants_the_person_themselves(client: Client, cast: Cast) -> None:
    pages = [client.get(USE).content.decode() for _ in range(2)]
    first, second = (_asked(page) for page in pages)
    assert first["challenge"] != second["challenge"]
    assert first["userVerification"] == "required"
    assert first["rpId"] == "testserver"
    assert not first.get("allowCredentials")
    safe(Screen(pages[0]))


@pytest.mark.parametrize(
    "sent", ["{}", "[]", "null", "7", "not json", json.dumps(MADE_UP), json.dumps({"response": None})]
)
def test_what_is_no_answer_of_ours_opens_nothing(client: Client, cast: Cast, sent: str) -> None:
    client.get(USE)
    assert FAILED in client.post(USE, {"answer": sent}).content.decode()
    assert not Session.objects.exists()
    assert Entry.objects.filter(deed="accounts.fail").count() == 1


def test_without_a_script_it_says_what_to_do(client: Client, cast: Cast) -> None:
    page = client.post(USE, {"answer": ""}).content.decode()
    assert "No passkey was used." in page
    assert "Passkeys need JavaScript" in page


def test_guessing_ends_for_its_network_address_alone(client: Client, cast: Cast) -> None:
    client.get(USE)
    said = [client.post(USE, {"answer": "{}"}).content.decode() for _ in range(BY_ADDRESS)]
    assert "too many failed attempts" not in said[-2] and "too many failed attempts" in said[-1]
    elsewhere = Client(REMOTE_ADDR="192.0.2.9")
    elsewhere.get(USE)
    assert FAILED in elsewhere.post(USE, {"answer": "{}"}).content.decode()


def test_adding_one_takes_the_password_and_a_true_answer(client: Client, cast: Cast, today: date) -> None:
    client.force_login(cast.spoc)
    client.get(ADD)
    typed = {"name": "My laptop", "answer": json.dumps(MADE_UP)}
    assert "This is not your password" in client.post(ADD, {**typed, "password": "x"}).content.decode()
    assert FAILED in client.post(ADD, {**typed, "password": PASSWORD}).content.decode()
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_the_last_second_factor_stays(cast: Cast) -> None:
    words = {"user": cast.spoc, "by": cast.spoc, "on": date(2026, 11, 2)}
    actions.add_passkey(name="My laptop", credential={}, **words)
    passkey = Authenticator.objects.get(type="webauthn")
    Authenticator.objects.filter(user=cast.spoc, type="totp").delete()
    with pytest.raises(Refused, match="your last second factor"):
        actions.remove_passkey(passkey=passkey, **words)
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_nobody_removes_anothers(client: Client, cast: Cast, today: date) -> None:
    words = {"user": cast.manager, "by": cast.manager, "on": date(2026, 11, 2)}
    actions.add_passkey(name="Hers", credential={}, **words)
    client.force_login(cast.spoc)
    theirs = Authenticator.objects.get(type="webauthn")
    assert client.post("/account/", {"passkey": str(theirs.pk)}).status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()
