"""A passkey is added, signs in on its own, and opens nothing once it is removed."""

from __future__ import annotations

from datetime import date

from goldenthread.accounts.models import Session
from goldenthread.demo.area import PASSWORD
from tests.journeys.steps.door import (
    given_they_are_signed_in,
    then_the_problem_is,
    then_they_are_on,
    then_they_are_told,
    when_they_sign_out,
)

MONDAY = date(2026, 11, 2)
MACHINE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def given_a_machine_that_keeps_passkeys(visitor):
    """Chromium's own, which answers as a finger on the sensor would. Gives the way to lock it."""
    devtools = visitor.page.context.new_cdp_session(visitor.page)
    devtools.send("WebAuthn.enable")
    machine = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": MACHINE})["authenticatorId"]
    words = {"authenticatorId": machine, "isUserVerified": False}
    return lambda: devtools.send("WebAuthn.setUserVerified", words)


def when_they_add_a_passkey(visitor, name):
    visitor.goes_to("/account/passkey/")
    then_they_are_on(visitor, "Add a passkey")
    visitor.types("A name for it", name)
    visitor.types("Your password", PASSWORD)
    visitor.presses("Make a passkey")


def when_they_use_it(visitor):
    visitor.goes_to("/sign-in/?next=/services/")
    visitor.follows("Sign in with a passkey")
    then_they_are_on(visitor, "Sign in with a passkey")
    visitor.presses("Use my passkey")


def test_a_passkey_opens_on_its_own_until_it_is_removed(alice, cast, it_is):
    it_is(MONDAY)
    given_they_are_signed_in(alice)
    given_a_machine_that_keeps_passkeys(alice)
    when_they_add_a_passkey(alice, "My laptop")
    then_they_are_told(alice, "The passkey “My laptop” was added.")
    then_they_are_on(alice, "Your account")

    when_they_sign_out(alice)
    when_they_use_it(alice)
    then_they_are_on(alice, "Services")
    assert Session.objects.get().proof == "passkey"

    alice.goes_to("/account/")
    alice.presses("Remove My laptop")
    then_they_are_told(alice, "The passkey “My laptop” opens nothing any more.")
    when_they_sign_out(alice)
    when_they_use_it(alice)
    then_the_problem_is(alice, "The passkey was not accepted.")


def test_a_machine_that_nobody_unlocks_gives_no_passkey(alice, cast, it_is):
    it_is(MONDAY)
    given_they_are_signed_in(alice)
    lock = given_a_machine_that_keeps_passkeys(alice)
    when_they_add_a_passkey(alice, "My laptop")
    when_they_sign_out(alice)
    lock()
    alice.goes_to("/sign-in/passkey/")
    alice.page.get_by_role("button", name="Use my passkey").press("Enter")
    alice.reads("Your browser gave no passkey. Try again, or sign in with your password.")
    assert not Session.objects.exists()
