"""Two people at one child's page: the second is shown both changes, and chooses."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from tests.journeys.steps.door import (
    given_they_are_signed_in,
    then_the_problem_is,
    then_they_are_on,
    then_they_are_told,
)

MONDAY = date(2026, 11, 2)
CHANGED = "Somebody else changed this while you had it open"


def test_neither_of_two_changes_is_lost(alice, at_a_browser, cast, story, it_is):
    it_is(MONDAY)
    rowan = story.given_a_child("Rowan", "Yeo")
    morwenna = at_a_browser(cast.manager)
    for visitor in (alice, morwenna):
        given_they_are_signed_in(visitor)
        visitor.goes_to(reverse("people:amend", args=[rowan.pk]))

    morwenna.types("Surname", "Yeo-Hext")
    morwenna.presses("Save the particulars")
    then_they_are_told(morwenna, "The particulars were saved.")

    alice.types("Surname", "Yeo-Gale")
    alice.types("GP practice (optional)", "Cary Street")
    alice.presses("Save the particulars")
    alice.complaints.clear()  # the browser notes that nothing was saved
    then_they_are_on(alice, CHANGED)
    alice.reads("It was: Yeo", "Yours: Yeo-Gale", "Theirs: Yeo-Hext", "Yours: Cary Street")

    alice.presses("Save what I chose")
    alice.complaints.clear()
    then_the_problem_is(alice, "Choose what to keep for “Surname”")
    alice.chooses("Surname", "Theirs: Yeo-Hext")
    alice.presses("Save what I chose")
    then_they_are_told(alice, "The particulars were saved.")
    alice.reads("Rowan Yeo-Hext", "Cary Street")
