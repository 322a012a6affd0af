"""A promise is moved before its day by whoever made it; the council insists on advice that health refused."""

from __future__ import annotations

from datetime import date

from goldenthread.rules.access import Role
from tests.journeys.steps.answering import given_health_promised_one_and_refused_one
from tests.journeys.steps.door import given_they_are_signed_in, then_they_are_on
from tests.journeys.steps.reading import then_the_timeline_says

TODAY = date(2027, 2, 3)


def test_a_promise_is_moved_and_a_refusal_is_not_accepted(at_a_browser, cast, story, it_is):
    given_health_promised_one_and_refused_one(cast, story, it_is)
    it_is(TODAY)
    head = at_a_browser(cast.people[Role.HEAD_OF_SERVICE])
    given_they_are_signed_in(head)
    head.follows("Wren Rowe")
    when_they_move_the_promise(head, date(2027, 2, 26))

    officer = at_a_browser(cast.officer)
    given_they_are_signed_in(officer)
    officer.follows("Wren Rowe")
    when_they_insist(officer, "Her needs have changed since the last report.")
    then_the_timeline_says(
        officer,
        "The council still asks for the advice of CAMHS",
        "26 February 2027",
    )


def when_they_move_the_promise(head, day):
    head.follows("Change the promise (SLT)")
    then_they_are_on(head, "Change the promise of SLT's advice")
    head.reads("The advice was promised by 12 February 2027.")
    head.presses("Change the promise")
    head.is_shown_problems(["Choose what becomes of the promise", "Choose the main reason"])
    head.chooses("What becomes of the promise?", "The advice comes on another day")
    head.dates("When will the advice be given?", day)
    head.chooses("What is the main reason?", "Staff were absent")
    head.presses("Change the promise")
    head.reads("The advice is promised by 26 February 2027.")


def when_they_insist(officer, why):
    officer.follows("Still ask for it (CAMHS)")
    then_they_are_on(officer, "Still ask for CAMHS's advice")
    officer.types("Why does the council still need this advice?", why)
    officer.presses("Still ask for the advice")
    officer.reads("The council still asks for the advice of CAMHS. Health is asked to answer anew.")
