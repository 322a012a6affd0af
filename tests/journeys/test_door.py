"""Coming in, going wrong, going out: by keyboard alone."""

from __future__ import annotations

from datetime import date

from tests.journeys.steps.door import (
    then_the_focus_is_on,
    then_the_problem_is,
    then_they_are_on,
    then_they_are_told,
    when_they_open,
    when_they_sign_in,
    when_they_sign_out,
)

MONDAY = date(2026, 11, 2)


def test_whoever_signs_out_leaves_nothing_open_behind(alice, it_is):
    it_is(MONDAY)
    when_they_sign_in(alice)
    when_they_sign_out(alice)
    then_they_are_told(alice, "You are signed out.")

    alice.page.go_back()
    then_they_are_on(alice, "Sign in")
    alice.does_not_read("Alice Penrose")
    alice.goes_to("/")
    then_they_are_on(alice, "Sign in")
    alice.does_not_read("Alice Penrose")


def test_a_wrong_password_is_said_on_top_and_the_address_stays(alice, it_is):
    it_is(MONDAY)
    alice.goes_to("/")
    alice.types("Email address", "spoc@torbay.example")
    alice.types("Password", "forgotten again")
    alice.presses("Sign in")

    then_the_problem_is(alice, "The email address or the password is not right. Check both and try again.")
    alice.holds("Email address", "spoc@torbay.example")


def test_a_problem_takes_the_focus_and_leads_to_its_field(alice, it_is):
    it_is(MONDAY)
    when_they_sign_in(alice)
    when_they_open(alice, "Receive a request")
    alice.types("Forename", "Wren")
    alice.presses("Receive the request")

    then_the_problem_is(alice, "Enter the child's surname")
    alice.enters("Enter the child's surname")
    then_the_focus_is_on(alice, "Surname")
    alice.holds("Forename", "Wren")


def test_the_first_press_of_tab_offers_to_skip_the_menu(alice, it_is):
    it_is(MONDAY)
    when_they_sign_in(alice)
    alice.goes_to("/")
    alice.enters("Skip to main content")
    alice.tabs()
    assert alice.is_within("main")
