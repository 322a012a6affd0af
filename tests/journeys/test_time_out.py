"""Somebody is called away from a half-filled form: half an hour later they sign in, and nothing typed is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import F

from goldenthread.accounts.models import Session
from goldenthread.people.models import Child
from tests.journeys.steps.door import (
    given_they_are_signed_in,
    then_they_are_on,
    then_they_are_told,
    when_they_open,
    when_they_sign_in_again,
)

MONDAY = date(2026, 11, 2)


def when_half_an_hour_goes_by():
    Session.objects.update(seen_at=F("seen_at") - timedelta(minutes=31))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_what_was_typed_before_a_time_out_is_in_the_form_again(at_a_browser, cast, it_is, scripts):
    it_is(MONDAY)
    alice = at_a_browser(cast.spoc, scripts)
    given_they_are_signed_in(alice)
    when_they_open(alice, "Receive a request")
    alice.types("Forename", "Wren")
    alice.types("Surname", "Rowe")

    when_half_an_hour_goes_by()
    alice.presses("Receive the request")
    then_they_are_on(alice, "Sign in")
    then_they_are_told(alice, "You were signed out because nothing was done here for 30 minutes.")

    when_they_sign_in_again(alice)
    then_they_are_on(alice, "Receive a council's request")
    then_they_are_told(alice, "What you had typed is in the form again. Check it, then send it.")
    alice.holds("Forename", "Wren")
    alice.holds("Surname", "Rowe")
    assert not Child.objects.filter(surname="Rowe").exists()


def test_signing_in_takes_a_keyboard_and_no_script(at_a_browser, cast, it_is):
    it_is(MONDAY)
    alice = at_a_browser(cast.spoc, scripts=False)
    alice.goes_to("/services/")
    then_they_are_told(alice, "Sign in to see the page that you asked for.")
    when_they_sign_in_again(alice)
    then_they_are_on(alice, "Services")
