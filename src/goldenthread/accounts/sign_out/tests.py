"""Alice leaves the machine to the next person."""

from __future__ import annotations

import pytest
from django.test import Client

from goldenthread.demo.area import Cast
from goldenthread.design.tests.reading import Screen, safe

pytestmark = pytest.mark.django_db

ADDRESS = "/sign-out/"


def test_the_button_ends_the_session(client: Client, cast: Cast) -> None:
    client.force_login(cast.spoc)
    answer = client.post(ADDRESS, follow=True)
    assert answer.request["PATH_INFO"] == "/sign-in/"
    assert "You are signed out." in answer.content.decode()
    assert client.get("/services/")["Location"].startswith("/sign-in/")


def test_a_link_alone_signs_nobody_out_but_asks(client: Client, cast: Cast) -> None:
    client.force_login(cast.spoc)
    screen = safe(Screen(client.get(ADDRESS).content.decode()))
    assert screen.one("h1").text == "Do you want to sign out?"
    assert client.get("/services/").status_code == 200


def test_whoever_is_not_signed_in_is_led_to_sign_in(client: Client) -> None:
    assert client.get(ADDRESS)["Location"] == "/sign-in/"
