"""Somebody is invited, chooses a password, sets their phone up and starts to work: by keyboard, without a script."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.accounts.models import Session, User
from goldenthread.demo.phone import code
from tests.journeys.steps.door import (
    given_they_are_signed_in,
    then_the_problem_is,
    then_they_are_on,
    when_they_open,
)

MONDAY = date(2026, 11, 2)
WREN = "wren@torbay.example"


def when_they_invite(visitor, name, email, role, organisation):
    """Gives the link that appears."""
    when_they_open(visitor, "People")
    then_they_are_on(visitor, "People")
    visitor.presses("Invite somebody")
    then_they_are_on(visitor, "Invite somebody")
    visitor.types("Full name", name)
    visitor.types("Email address", email)
    visitor.picks("Role", role)
    visitor.picks("Organisation", organisation)
    visitor.presses("Invite them")
    then_they_are_on(visitor, "Hand this link over")
    return visitor.page.locator("code").inner_text()


def when_they_choose_a_password(visitor, password):
    then_they_are_on(visitor, "Choose your password")
    visitor.types("New password", password)
    visitor.presses("Continue")


def when_they_set_a_phone_up(visitor):
    then_they_are_on(visitor, "Set up your authenticator app")
    visitor.unfolds("I cannot use the camera")
    secret = visitor.page.locator("code").inner_text().replace(" ", "")
    visitor.types("Code", code(secret))
    visitor.presses("Continue")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_whoever_is_invited_reaches_the_worklist(at_a_browser, cast, it_is, scripts):
    it_is(MONDAY)
    morwenna = at_a_browser(cast.manager, scripts)
    given_they_are_signed_in(morwenna)
    link = when_they_invite(morwenna, "Wren Gale", WREN, "SEND officer", "Torbay Council")

    wren = at_a_browser(User.objects.get(email=WREN), scripts)
    wren.goes_to(link.removeprefix(wren.home))
    when_they_choose_a_password(wren, "a drizzle of gorse honey")
    when_they_set_a_phone_up(wren)
    then_they_are_on(wren, "Keep your recovery codes")
    assert wren.page.locator(".gt-codes li").count() == 10
    wren.presses("I have kept them, continue")
    then_they_are_on(wren, "Worklist")
    assert Session.objects.filter(by=wren.person, proof="code").count() == 1


def test_an_easy_password_is_said_to_be_easy(at_a_browser, cast, it_is):
    it_is(MONDAY)
    morwenna = at_a_browser(cast.manager)
    given_they_are_signed_in(morwenna)
    link = when_they_invite(morwenna, "Wren Gale", WREN, "SEND officer", "Torbay Council")
    wren = at_a_browser(User.objects.get(email=WREN))
    wren.goes_to(link.removeprefix(wren.home))
    when_they_choose_a_password(wren, "password1234")
    then_the_problem_is(wren, "This password is too common.")
