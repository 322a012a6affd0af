"""A personal link: opened it changes nothing, used it is over, and it is the only way to a password."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.db.models import F
from django.test import Client

from goldenthread.accounts import actions
from goldenthread.accounts.models import Invitation, Session, User
from goldenthread.audit.models import Entry
from goldenthread.demo.area import Cast
from goldenthread.design.tests.reading import Screen, safe

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 2)
WELCOME, NEW = "/welcome/", "a drizzle of gorse honey"


@pytest.fixture
def wren(cast: Cast) -> User:
    """Wren Gale, who was invited and has no password."""
    return actions.invite(
        email="wren@torbay.example", name="Wren Gale", password=None, by=cast.manager, on=ON
    )


def _link(user: User, cast: Cast, *, renews_factors: bool = False) -> str:
    token = actions.give_link(user=user, renews_factors=renews_factors, by=cast.manager, on=ON)
    return f"{WELCOME}{token}/"


def test_the_link_leads_to_a_password_and_that_to_the_phone(client: Client, cast: Cast, wren: User) -> None:
    assert client.get(_link(wren, cast))["Location"] == WELCOME
    screen = safe(Screen(client.get(WELCOME).content.decode()))
    assert "Wren Gale, who signs in as wren@torbay.example" in screen.one("main").text
    assert client.post(WELCOME, {"new_password": NEW})["Location"] == "/sign-in/set-up/"
    assert "Set up your authenticator app" in client.get("/sign-in/set-up/").content.decode()
    assert "_auth_user_id" not in client.session
    assert authenticate(username="wren@torbay.example", password=NEW) == wren


def test_opening_it_twice_as_a_mail_scanner_does_uses_nothing_up(
    client: Client, cast: Cast, wren: User
) -> None:
    link = _link(wren, cast)
    for _ in range(2):
        Client().get(link, follow=True)
        Client().head(link)
    client.get(link)
    assert client.post(WELCOME, {"new_password": NEW}).status_code == 302


def test_it_works_once(client: Client, cast: Cast, wren: User) -> None:
    link = _link(wren, cast)
    client.get(link)
    client.post(WELCOME, {"new_password": NEW})
    thief = Client()
    thief.get(link)
    answer = thief.post(WELCOME, {"new_password": "another long password"})
    assert answer.status_code == 410
    assert "This link opens nothing any more" in answer.content.decode()
    assert authenticate(username=wren.email, password=NEW) == wren


def test_it_works_for_a_week(client: Client, cast: Cast, wren: User) -> None:
    client.get(_link(wren, cast))
    Invitation.objects.update(made_at=F("made_at") - timedelta(days=7, minutes=1))
    assert client.get(WELCOME).status_code == 410


def test_a_newer_link_ends_it(client: Client, cast: Cast, wren: User) -> None:
    client.get(_link(wren, cast))
    _link(wren, cast)
    assert client.get(WELCOME).status_code == 410


def test_a_closed_account_opens_by_no_link(client: Client, cast: Cast, wren: User) -> None:
    client.get(_link(wren, cast))
    actions.close(user=wren, by=cast.manager, on=ON)
    assert client.get(WELCOME).status_code == 410


def test_what_was_never_a_link_reads_as_one_that_is_over(client: Client, db: None) -> None:
    assert client.get(f"{WELCOME}made-up/", follow=True).status_code == 410
    assert client.get(WELCOME).status_code == 410


@pytest.mark.parametrize("easy", ["short", "password1234", "wren@torbay.example", ""])
def test_an_easy_password_is_refused_and_the_link_stays(
    client: Client, cast: Cast, wren: User, easy: str
) -> None:
    client.get(_link(wren, cast))
    assert client.post(WELCOME, {"new_password": easy}).status_code == 200
    assert Invitation.objects.filter(user=wren).exists()


def test_a_forgotten_password_is_replaced_and_the_phone_stays(client: Client, cast: Cast) -> None:
    Session.objects.create(by=cast.spoc, key="k" * 32, proof="code", device="Edge on Windows")
    client.get(_link(cast.spoc, cast))
    assert client.post(WELCOME, {"new_password": NEW})["Location"] == "/sign-in/code/"
    assert not Session.objects.exists()
    assert Authenticator.objects.filter(user=cast.spoc).exists()


def test_a_lost_phone_is_replaced_with_the_password(client: Client, cast: Cast) -> None:
    client.get(_link(cast.spoc, cast, renews_factors=True))
    assert Authenticator.objects.filter(user=cast.spoc).exists()
    assert client.post(WELCOME, {"new_password": NEW})["Location"] == "/sign-in/set-up/"
    assert not Authenticator.objects.filter(user=cast.spoc).exists()


def test_the_link_is_kept_nowhere_and_its_steps_leave_rows(client: Client, cast: Cast, wren: User) -> None:
    link = _link(wren, cast)
    assert link.split("/")[2] not in str(list(Invitation.objects.values_list()))
    client.get(link)
    client.post(WELCOME, {"new_password": NEW})
    assert Entry.objects.filter(deed="accounts.give_link", recorded_by=cast.manager.pk).count() == 1
    assert Entry.objects.filter(deed="accounts.accept", subject_id=wren.pk, recorded_by=wren.pk).count() == 1
