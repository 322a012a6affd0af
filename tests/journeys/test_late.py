"""A service answers late and is chased."""

from __future__ import annotations

from datetime import date

from tests.journeys.steps.asking import (
    when_they_chase,
    when_they_record_the_advice,
    when_they_say_why_it_is_late,
)
from tests.journeys.steps.door import given_they_are_signed_in, then_they_are_on, when_they_sign_in
from tests.journeys.steps.reading import (
    then_the_service_stands,
    then_the_timeline_says,
    then_the_worklist_says,
    when_they_find,
    when_they_open_the_case_of,
)

ASKED_ON, REMINDED_ON, CHASED_ON, ANSWERED_ON = (
    date(2026, 11, 2),
    date(2026, 11, 30),
    date(2026, 12, 16),
    date(2026, 12, 18),
)


def test_a_late_service_is_chased_and_says_why_it_was_late(alice, charlie, cast, story, it_is):
    it_is(ASKED_ON)
    wren = story.given_a_child("Wren", "Rowe", on=ASKED_ON)
    request = story.given_a_request(ASKED_ON, child=wren, reference="EHC26-0101")
    story.given_advice_is_sought(ASKED_ON, "SLT", "OT", request=request)
    it_is(REMINDED_ON)
    it_is(CHASED_ON)

    given_they_are_signed_in(alice)
    alice.follows("2 Overdue")
    then_they_are_on(alice, "Worklist")
    then_the_worklist_says(alice, "Wren Rowe", "SLT", "14 Dec 2026", "2 days late", "Chase within health")
    when_they_open_the_case_of(alice, "Wren Rowe")
    when_they_chase(alice, "SLT", "Spoke to the team's administrator, who will ask Charlie")

    it_is(ANSWERED_ON)
    when_they_sign_in(charlie)
    when_they_find(charlie, "EHC26-0101")
    when_they_open_the_case_of(charlie, "Wren Rowe")
    when_they_record_the_advice(charlie, "SLT", ANSWERED_ON)
    when_they_say_why_it_is_late(charlie, "SLT", "Staff were absent")
    then_they_are_on(charlie, "Wren Rowe", tab="Case ")

    when_they_find(alice, "EHC26-0101")
    when_they_open_the_case_of(alice, "Wren Rowe")
    then_the_service_stands(alice, "SLT", "Advice received", "4 days late", "Staff were absent")
    then_the_service_stands(alice, "OT", "4 days late")
    then_the_timeline_says(
        alice,
        "SLT said why its advice is late: Staff were absent",
        "Advice received from SLT",
        "SLT chased for its advice",
        "Escalation: Chase by SEND Business Support (SLT, due on 15 December 2026)",
        "Reminder: Two weeks left for the advice (SLT)",
        "Advice sought from SLT",
    )
