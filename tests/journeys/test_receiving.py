"""A council's request arrives and is acknowledged, with a script and without."""

from __future__ import annotations

from datetime import date

import pytest

from tests.journeys.steps.asking import when_they_seek_advice
from tests.journeys.steps.door import then_they_are_on, then_they_are_told, when_they_sign_in
from tests.journeys.steps.reading import (
    then_the_service_stands,
    then_the_timeline_says,
    then_what_happens_next_is,
)
from tests.journeys.steps.receiving import (
    Letter,
    then_a_child_is_here_already,
    then_it_is_received,
    when_they_acknowledge,
    when_they_look_up,
    when_they_receive,
    when_they_say_it_is,
)

MONDAY = date(2026, 11, 2)
LETTER = Letter(
    forename="Wren",
    surname="Rowe",
    born_on=date(2018, 3, 31),
    reference="EHC26-0101",
    arrived_on=MONDAY,
    named=("SLT: Speech and Language Therapy", "OT: Occupational Therapy"),
)

WREN = "Wren Rowe, born 31 March 2018, NHS number 999 000 0018"


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_councils_request_is_received_acknowledged_and_passed_on_to_the_services(
    scripts, at_a_browser, cast, story, it_is
):
    it_is(MONDAY)
    story.given_a_child("Wren", "Rowe", born_on=LETTER.born_on, on=date(2026, 9, 1))
    alice = at_a_browser(cast.spoc, scripts)

    when_they_sign_in(alice)
    when_they_receive(alice, LETTER)
    then_a_child_is_here_already(alice, WREN, "The same name and date of birth")
    when_they_say_it_is(alice, WREN)
    then_it_is_received(alice, "EHC26-0101", due_on="14 December 2026")

    when_they_look_up(alice, "SLT", "Open to the service")
    when_they_look_up(alice, "OT", "Closed", closed_on=date(2026, 2, 16))
    when_they_acknowledge(alice)
    then_they_are_told(alice, "It is recorded that 2 services will respond. Next, ask for the advice.")

    when_they_seek_advice(alice, due_on="14 December 2026")
    then_they_are_on(alice, "Wren Rowe", tab="Case ")
    then_they_are_told(alice, "Advice was sought from 2 services. It is due by 14 December 2026.")
    for service in ("SLT", "OT"):
        then_the_service_stands(
            alice, service, "Not acknowledged yet", "Due on 14 December 2026", "42 days left"
        )
        then_what_happens_next_is(alice, service, "Acknowledge")
    then_the_timeline_says(
        alice,
        "The request was acknowledged to the council: OT and SLT will respond",
        "Involvement checked: closed to OT on 16 February 2026",
        "The council's request was received by the single point of contact; the family named OT and SLT",
    )
