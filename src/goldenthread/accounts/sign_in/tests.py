"""Alice signs in, with a keyboard and without a script; a stranger learns nothing."""

from __future__ import annotations

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from goldenthread.accounts.actions import renew_recovery_codes
from goldenthread.accounts.entering import INVENTED, LEFT, WRONG
from goldenthread.accounts.models import Membership
from goldenthread.accounts.sign_in.page import sign_in
from goldenthread.demo.area import PASSWORD, Cast
from goldenthread.design.tests.reading import Screen, safe

pytestmark = pytest.mark.django_db

ADDRESS = "/sign-in/"
CODE = "/sign-in/code/"
ALICE = "spoc@torbay.example"


def _sends(
    client: Client, email: str = ALICE, password: str = PASSWORD, *, to: str = ADDRESS
) -> Screen | str:
    """The page that answers, or where it leads."""
    answer = client.post(to, {"email": email, "password": password})
    return answer["Location"] if answer.status_code == 302 else safe(Screen(answer.content.decode()))


def test_the_right_password_leads_to_the_second_step_and_signs_nobody_in(client: Client, cast: Cast) -> None:
    assert _sends(client) == CODE
    assert "_auth_user_id" not in client.session
    assert client.get("/")["Location"].startswith(ADDRESS)


def test_whoever_has_no_second_factor_sets_one_up_first(client: Client, cast: Cast) -> None:
    Authenticator.objects.filter(user=cast.spoc).delete()
    assert _sends(client) == "/sign-in/set-up/"
    assert client.get("/")["Location"].startswith(ADDRESS)


def test_recovery_codes_alone_are_no_second_factor(client: Client, cast: Cast) -> None:
    renew_recovery_codes(user=cast.spoc, by=cast.spoc, on=date(2026, 11, 2))
    Authenticator.objects.filter(user=cast.spoc, type=Authenticator.Type.TOTP).delete()
    assert _sends(client) == "/sign-in/set-up/"


def test_an_address_is_one_person_however_it_is_typed(client: Client, cast: Cast) -> None:
    assert _sends(client, "  SPOC@Torbay.example ") == CODE


def test_real_use_refuses_the_demonstrations_people(client: Client, cast: Cast, settings) -> None:
    settings.PRODUCTION = True
    assert INVENTED in _sends(client).html
    cast.spoc.is_demonstration = False
    cast.spoc.save()
    assert _sends(client) == CODE


def test_a_wrong_password_is_said_on_top_and_the_address_is_kept(client: Client, cast: Cast) -> None:
    screen = _sends(client, password="not this one")
    assert screen.one("div", class_="nhsuk-error-summary").text.endswith(WRONG)
    assert screen.one("title").text.startswith("Error: Sign in")
    assert screen.one("input", name="email")["value"] == ALICE
    assert not screen.one("input", name="password")["value"]


def test_an_unknown_address_reads_the_same_as_a_wrong_password(client: Client, cast: Cast) -> None:
    known, unknown = _sends(client, password="x"), _sends(client, "nobody@torbay.example", "x")
    summary = {"class_": "nhsuk-error-summary"}
    assert known.one("div", **summary).text == unknown.one("div", **summary).text


@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [("", "x", "Enter your email address"), (ALICE, "", "Enter your password")],
)
def test_an_empty_answer_leads_to_its_field(
    client: Client, cast: Cast, email: str, password: str, sentence: str
) -> None:
    screen = _sends(client, email, password)
    link = next(element for element in screen.all("a") if element.text == sentence)
    assert screen.one("input", id=str(link["href"]).removeprefix("#"))


def test_a_closed_account_does_not_open(client: Client, cast: Cast) -> None:
    cast.spoc.is_active = False
    cast.spoc.save()
    assert WRONG in _sends(client).html


def test_a_system_account_never_signs_in(client: Client, cast: Cast) -> None:
    assert WRONG in _sends(client, cast.tick.email, "!").html


def test_the_page_that_was_asked_for_is_remembered_on_the_way(client: Client, cast: Cast) -> None:
    asked = client.get("/services/")
    assert asked["Location"] == "/sign-in/?next=/services/"
    assert "Sign in to see the page that you asked for." in client.get(asked["Location"]).content.decode()
    assert _sends(client, to=asked["Location"]) == f"{CODE}?next=/services/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_nobody_is_led_to_another_site(client: Client, cast: Cast, elsewhere: str) -> None:
    assert _sends(client, to=f"{ADDRESS}?next={elsewhere}") == CODE


def test_whoever_is_signed_in_goes_on(client: Client, cast: Cast) -> None:
    client.force_login(cast.spoc)
    assert client.get(f"{ADDRESS}?next=/services/")["Location"] == "/services/"


def test_the_form_names_its_fields_for_password_keepers(client: Client) -> None:
    screen = safe(Screen(client.get(ADDRESS).content.decode()))
    assert screen.one("input", name="email")["autocomplete"] == "username"
    assert screen.one("input", name="password")["autocomplete"] == "current-password"
    assert not screen.all("nav", aria_label="Menu")


def test_a_sign_in_page_is_never_kept_by_a_browser(client: Client) -> None:
    assert "no-store" in client.get(ADDRESS)["Cache-Control"]


def test_the_reason_is_given_only_on_the_way_to_a_page() -> None:
    assert sign_in(is_on_the_way=True).reason
    assert not sign_in(is_on_the_way=False).reason


def test_whoever_has_left_is_told_so_after_the_right_password_alone(client: Client, cast: Cast) -> None:
    Membership.objects.filter(user=cast.spoc).update(ends_on=date(2021, 1, 1))
    assert LEFT in _sends(client).html
    assert WRONG in _sends(client, password="x").html
    assert "_auth_user_id" not in client.session
