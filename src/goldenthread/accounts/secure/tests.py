"""Setting up the first second factor: nothing opens before a code has proved that the app works."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from goldenthread.accounts.models import Session
from goldenthread.audit.models import Entry
from goldenthread.demo.area import PASSWORD, Cast
from goldenthread.demo.phone import code
from goldenthread.design.tests.reading import Screen, safe

pytestmark = pytest.mark.django_db

SET_UP, CODE = "/sign-in/set-up/", "/sign-in/code/"


@pytest.fixture
def halfway(client: Client, cast: Cast) -> Client:
    """Alice's browser, in which her password was right; she has no phone set up."""
    Authenticator.objects.filter(user=cast.spoc).delete()
    client.post("/sign-in/", {"email": cast.spoc.email, "password": PASSWORD})
    return client


def _secret(client: Client) -> str:
    screen = safe(Screen(client.get(SET_UP).content.decode()))
    return screen.one("code").text.replace(" ", "")


def test_the_secret_stays_the_same_until_a_code_proves_it(halfway: Client) -> None:
    secret = _secret(halfway)
    assert re.fullmatch("[A-Z2-7]{32}", secret)
    halfway.post(SET_UP, {"code": "000000"})
    assert _secret(halfway) == secret
    assert secret not in str(dict(halfway.session))


def test_the_square_and_the_link_hold_the_secret_and_the_address(halfway: Client, cast: Cast) -> None:
    page = halfway.get(SET_UP).content.decode()
    assert "otpauth://totp/spoc%40torbay.example?secret=" in page
    assert "<svg" in page


def test_the_first_code_gives_ten_recovery_codes_once_and_the_way_on(halfway: Client, cast: Cast) -> None:
    secret = _secret(halfway)
    screen = safe(Screen(halfway.post(f"{SET_UP}?next=/services/", {"code": code(secret)}).content.decode()))
    codes = [element.text for element in screen.all("code")]
    assert len(set(codes)) == 10 and all(re.fullmatch(r"\d{4} \d{4}", each) for each in codes)
    assert screen.all("a", href="/services/")
    assert Session.objects.get().by == cast.spoc
    assert halfway.get("/services/").status_code == 200
    deeds = Entry.objects.filter(recorded_by=cast.spoc.pk).values_list("deed", flat=True)
    assert set(deeds) == {"accounts.add_authenticator", "accounts.renew_recovery_codes", "accounts.sign_in"}


def test_the_code_that_set_it_up_is_told_apart_from_a_wrong_one(halfway: Client) -> None:
    _secret(halfway)
    answer = halfway.post(SET_UP, {"code": "000000"})
    assert "The code is not right" in answer.content.decode()
    assert not Authenticator.objects.exclude(user__email__contains="@").exists()
    assert not Session.objects.exists()


def test_whoever_has_an_app_cannot_set_up_another_on_the_way_in(client: Client, cast: Cast) -> None:
    client.post("/sign-in/", {"email": cast.spoc.email, "password": PASSWORD})
    assert client.get(SET_UP)["Location"] == CODE


def test_whoever_has_none_is_not_asked_for_its_code(halfway: Client) -> None:
    assert halfway.get(CODE)["Location"] == SET_UP


def test_a_stranger_begins_at_the_beginning(client: Client) -> None:
    assert client.get(SET_UP)["Location"] == "/sign-in/"
