"""One's own account: seeing where one is signed in, ending it there, and changing the ways in."""

from __future__ import annotations

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.test import Client

from goldenthread.accounts.models import Session
from goldenthread.accounts.proving import WRONG
from goldenthread.audit.models import Entry
from goldenthread.demo.area import PASSWORD, Cast
from goldenthread.demo.phone import code, secret_of
from goldenthread.design.tests.reading import Screen, safe

pytestmark = pytest.mark.django_db

ACCOUNT, NEW = "/account/", "a drizzle of gorse honey"
ALICE = "spoc@torbay.example"


@pytest.fixture
def desk(client: Client, cast: Cast, today: date) -> Client:
    """Alice's browser, signed in."""
    client.force_login(cast.spoc)
    return client


def _elsewhere(cast: Cast, device: str = "Safari on an iPhone") -> Session:
    return Session.objects.create(
        by=cast.spoc, key="k" * 32, proof="code", device=device, address="192.0.2.7"
    )


def test_every_session_is_listed_with_where_when_and_how(desk: Client, cast: Cast) -> None:
    _elsewhere(cast)
    screen = safe(Screen(desk.get(ACCOUNT).content.decode()))
    headings = [row.text for row in screen.all("th", scope="row")]
    assert headings == ["Where Safari on an iPhone", "Where A test's browser (this one)"] or set(
        headings
    ) == {
        "Where Safari on an iPhone",
        "Where A test's browser (this one)",
    }
    assert "192.0.2.7" in screen.one("main").text
    assert len(screen.all("input", name="session")) == 1


def test_another_session_is_ended_by_its_button(desk: Client, cast: Cast) -> None:
    other = _elsewhere(cast)
    assert desk.post(ACCOUNT, {"session": str(other.pk)})["Location"] == ACCOUNT
    assert [each.device for each in Session.objects.all()] == ["A test's browser"]
    assert Entry.objects.get(deed="accounts.revoke").subject_id == other.pk


def test_nobody_ends_anothers_session(desk: Client, cast: Cast) -> None:
    theirs = Session.objects.create(by=cast.manager, key="m" * 32, proof="code", device="Edge on Windows")
    assert desk.post(ACCOUNT, {"session": str(theirs.pk)}).status_code == 404
    assert Session.objects.filter(pk=theirs.pk).exists()


def test_a_new_password_opens_and_ends_every_other_session(desk: Client, cast: Cast) -> None:
    _elsewhere(cast)
    answer = desk.post("/account/password/", {"password": PASSWORD, "new_password": NEW})
    assert answer["Location"] == ACCOUNT
    assert authenticate(username=ALICE, password=NEW) == cast.spoc
    assert Session.objects.get().key == desk.session.session_key
    assert desk.get(ACCOUNT).status_code == 200


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"password": "not mine", "new_password": NEW}, WRONG),
        ({"password": PASSWORD, "new_password": "short"}, "at least 12 characters"),
        ({"password": PASSWORD, "new_password": "password12345678"[:12]}, "too common"),
        ({"password": PASSWORD, "new_password": ""}, "Enter a new password"),
    ],
)
def test_a_password_that_will_not_do_is_refused_in_a_sentence(
    desk: Client, cast: Cast, words: dict[str, str], sentence: str
) -> None:
    assert sentence in desk.post("/account/password/", words).content.decode().replace("&#39;", "'")
    assert authenticate(username=ALICE, password=PASSWORD) == cast.spoc


def test_guessing_the_password_at_an_open_desk_ends_as_at_the_door(desk: Client, cast: Cast) -> None:
    said = [desk.post("/account/codes/", {"password": "a guess"}).content.decode() for _ in range(5)]
    assert "too many failed attempts" in said[-1]
    assert "too many failed attempts" in desk.post("/account/codes/", {"password": PASSWORD}).content.decode()


def test_another_phone_takes_the_place_of_the_old_one(desk: Client, cast: Cast) -> None:
    page = Screen(desk.get("/account/app/").content.decode())
    secret = page.one("code").text.replace(" ", "")
    wrong = desk.post("/account/app/", {"password": PASSWORD, "code": "000000"})
    assert "The code is not right" in wrong.content.decode()
    right = {"code": code(secret)}
    assert WRONG in desk.post("/account/app/", {"password": "x", **right}).content.decode()
    assert desk.post("/account/app/", {"password": PASSWORD, **right})["Location"] == ACCOUNT
    assert Authenticator.objects.filter(user=cast.spoc, type="totp").count() == 1
    again = Client()
    again.post("/sign-in/", {"email": ALICE, "password": PASSWORD})
    assert again.post("/sign-in/code/", {"code": code(secret_of(ALICE))}).status_code == 200
    assert again.post("/sign-in/code/", {"code": code(secret)}).status_code == 302


def test_new_recovery_codes_are_shown_once(desk: Client, cast: Cast) -> None:
    answer = desk.post("/account/codes/", {"password": PASSWORD})
    assert len(Screen(answer.content.decode()).all("code")) == 10
    assert "10 codes left" in desk.get(ACCOUNT).content.decode()
    assert not Screen(desk.get("/account/codes/").content.decode()).all("code")


def test_no_page_takes_the_last_factor_away(desk: Client, cast: Cast) -> None:
    for address in ("/account/app/", "/account/codes/", "/account/password/", ACCOUNT):
        for deed in ("delete", "remove", "off"):
            desk.post(address, {"password": PASSWORD, "deed": deed})
    assert Authenticator.objects.filter(user=cast.spoc, type="totp").exists()
