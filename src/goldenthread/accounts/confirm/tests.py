"""The second step: a code opens once, and only after the password."""

from __future__ import annotations

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from goldenthread.accounts.actions import change_password, renew_recovery_codes
from goldenthread.accounts.models import Session
from goldenthread.audit.models import Entry
from goldenthread.demo.area import PASSWORD, Cast
from goldenthread.demo.phone import code, secret_of
from goldenthread.design.tests.reading import Screen, safe

pytestmark = pytest.mark.django_db

ADDRESS, CODE = "/sign-in/", "/sign-in/code/"
ALICE = "spoc@torbay.example"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def halfway(client: Client, cast: Cast) -> Client:
    """Alice's browser, in which her password was right."""
    client.post(ADDRESS, {"email": ALICE, "password": PASSWORD}, headers={"User-Agent": FIREFOX})
    return client


def test_the_code_opens_the_worklist(halfway: Client, cast: Cast) -> None:
    before = halfway.session.session_key
    answer = halfway.post(CODE, {"code": code(secret_of(ALICE))}, headers={"User-Agent": FIREFOX})
    assert answer["Location"] == "/"
    assert halfway.session["_auth_user_id"] == str(cast.spoc.pk)
    (session,) = Session.objects.all()
    assert (session.by, session.key, session.proof) == (cast.spoc, halfway.session.session_key, "code")
    assert (session.device, session.address) == ("Firefox on Windows", "127.0.0.1")
    assert session.key != before
    assert halfway.get("/services/").status_code == 200
    (entry,) = Entry.objects.filter(deed="accounts.sign_in")
    assert (entry.recorded_by, entry.subject_id) == (cast.spoc.pk, session.pk)


def test_the_code_may_be_typed_as_the_app_shows_it(halfway: Client) -> None:
    shown = code(secret_of(ALICE))
    assert halfway.post(CODE, {"code": f" {shown[:3]} {shown[3:]} "}).status_code == 302


@pytest.mark.parametrize("typed", ["000000", "", "12345", "１２３４５６", "' or 1=1"])
def test_a_wrong_code_is_said_beside_its_box_and_opens_nothing(halfway: Client, typed: str) -> None:
    screen = safe(Screen(halfway.post(CODE, {"code": typed}).content.decode()))
    assert screen.one("title").text.startswith("Error: Enter your code")
    assert "_auth_user_id" not in halfway.session


def test_a_code_opens_once(halfway: Client, cast: Cast) -> None:
    seen = code(secret_of(ALICE))
    assert halfway.post(CODE, {"code": seen}).status_code == 302
    thief = Client()
    thief.post(ADDRESS, {"email": ALICE, "password": PASSWORD})
    assert thief.post(CODE, {"code": seen}).status_code == 200
    assert thief.post(CODE, {"code": code(secret_of(ALICE), -1)}).status_code == 200
    assert thief.post(CODE, {"code": code(secret_of(ALICE), +1)}).status_code == 302


def test_a_code_of_long_ago_opens_nothing(halfway: Client) -> None:
    assert halfway.post(CODE, {"code": code(secret_of(ALICE), -3)}).status_code == 200


def test_a_recovery_code_opens_once(halfway: Client, cast: Cast) -> None:
    kept = renew_recovery_codes(user=cast.spoc, by=cast.spoc, on=date(2026, 11, 2))
    assert halfway.post(CODE, {"code": f"{kept[3][:4]} {kept[3][4:]}"}).status_code == 302
    assert Session.objects.get().proof == "recovery"
    again = Client()
    again.post(ADDRESS, {"email": ALICE, "password": PASSWORD})
    assert again.post(CODE, {"code": kept[3]}).status_code == 200


def test_without_the_password_there_is_nothing_to_type_a_code_for(client: Client, cast: Cast) -> None:
    assert client.post(CODE, {"code": code(secret_of(ALICE))})["Location"] == ADDRESS
    assert client.get(f"{CODE}?next=/services/")["Location"] == f"{ADDRESS}?next=/services/"


def test_an_account_that_is_closed_meanwhile_does_not_open(halfway: Client, cast: Cast) -> None:
    cast.spoc.is_active = False
    cast.spoc.save()
    assert halfway.post(CODE, {"code": code(secret_of(ALICE))})["Location"] == ADDRESS


def test_the_secret_in_the_database_is_sealed(cast: Cast, settings) -> None:
    (kept,) = Authenticator.objects.filter(user=cast.spoc)
    assert secret_of(ALICE) not in str(kept.data)


def test_under_another_key_no_code_opens(halfway: Client, settings) -> None:
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    halfway.post(ADDRESS, {"email": ALICE, "password": PASSWORD})
    settings.PRODUCTION, shown = True, code(secret_of(ALICE))
    assert halfway.post(CODE, {"code": shown}).status_code == 200
    settings.SECRET_KEY_FALLBACKS = [former]
    assert halfway.post(CODE, {"code": shown}).status_code == 302


def test_the_page_that_was_asked_for_is_shown_at_last(halfway: Client) -> None:
    answer = halfway.post(f"{CODE}?next=/services/", {"code": code(secret_of(ALICE))})
    assert answer["Location"] == "/services/"


def test_an_invented_persons_code_stands_on_the_page_and_a_real_ones_never(
    halfway: Client, cast: Cast, settings
) -> None:
    assert code(secret_of(ALICE)) in halfway.get(CODE).content.decode()
    settings.PRODUCTION = True
    assert code(secret_of(ALICE)) not in halfway.get(CODE).content.decode()
    settings.PRODUCTION = False
    cast.spoc.is_demonstration = False
    cast.spoc.save()
    assert code(secret_of(ALICE)) not in halfway.get(CODE).content.decode()


def test_an_invented_persons_next_code_is_shown_when_this_one_is_spent(halfway: Client, cast: Cast) -> None:
    halfway.post(CODE, {"code": code(secret_of(ALICE))})
    again = Client()
    again.post(ADDRESS, {"email": ALICE, "password": PASSWORD})
    assert code(secret_of(ALICE), +1) in again.get(CODE).content.decode()


def test_a_session_whose_row_is_gone_is_ended_at_the_next_request(halfway: Client) -> None:
    halfway.post(CODE, {"code": code(secret_of(ALICE))})
    Session.objects.all().delete()
    assert halfway.get("/services/")["Location"].startswith(ADDRESS)
    assert "_auth_user_id" not in halfway.session


def test_signing_out_takes_the_row_away(halfway: Client, cast: Cast) -> None:
    halfway.post(CODE, {"code": code(secret_of(ALICE))})
    (session,) = Session.objects.all()
    halfway.post("/sign-out/")
    assert not Session.objects.exists()
    (entry,) = Entry.objects.filter(deed="accounts.sign_out")
    assert (entry.recorded_by, entry.subject_id) == (cast.spoc.pk, session.pk)


def test_a_code_opens_nothing_where_the_password_was_changed_since(halfway: Client, cast: Cast) -> None:
    change_password(user=cast.spoc, password="quite another phrase", by=cast.spoc, on=date(2026, 11, 2))
    answer = halfway.post(CODE, {"code": code(secret_of(ALICE))})
    assert answer["Location"].startswith(ADDRESS) and "code" not in answer["Location"]
    assert "_auth_user_id" not in halfway.session
