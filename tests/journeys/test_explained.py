"""A date is explained, and an exemption that is claimed leaves it where it is."""

from __future__ import annotations

from datetime import date

from tests.journeys.steps.asking import when_they_claim_an_exemption
from tests.journeys.steps.door import given_they_are_signed_in, then_they_are_on, then_they_are_told
from tests.journeys.steps.reading import (
    then_the_service_stands,
    when_they_ask_how_it_is_worked_out,
    when_they_open_the_case_of,
)

RECEIVED_ON, TODAY = date(2026, 11, 2), date(2026, 12, 16)


def given_slt_was_asked_about_wren(story):
    wren = story.given_a_child("Wren", "Rowe", on=RECEIVED_ON)
    request = story.given_a_request(RECEIVED_ON, child=wren, reference="EHC26-0101")
    story.given_advice_is_sought(RECEIVED_ON, "SLT", request=request)


def test_a_date_says_which_rule_it_follows_and_how_it_was_counted(alice, story, it_is):
    it_is(RECEIVED_ON)
    given_slt_was_asked_about_wren(story)

    given_they_are_signed_in(alice)
    when_they_open_the_case_of(alice, "Wren Rowe")
    when_they_ask_how_it_is_worked_out(alice, "for SLT")

    alice.reads(
        "Due on Monday 14 December 2026",
        "SEND Regulations 2014 (SI 2014/1530), regulation 8(1)",
        "A body that is asked for advice must give it within 6 weeks of receiving the request.",
        "2 November 2026 + 6 weeks (42 calendar days, not counting 2 November 2026) = Monday 14 December 2026.",
    )
    alice.follows("Back to case EHC26-0101")
    then_they_are_on(alice, "Wren Rowe", tab="Case ")


def test_an_exemption_excuses_lateness_and_moves_no_date(alice, story, it_is):
    it_is(RECEIVED_ON)
    given_slt_was_asked_about_wren(story)
    it_is(TODAY)

    given_they_are_signed_in(alice)
    when_they_open_the_case_of(alice, "Wren Rowe")
    when_they_claim_an_exemption(
        alice,
        "SLT",
        "Exceptional circumstances affect the child, the parent or the young person",
        "The family is in hospital with Wren's brother",
    )
    then_they_are_told(alice, "The exemption was recorded. SLT's date stays 14 December 2026")
    then_they_are_on(alice, "Wren Rowe", tab="Case ")
    then_the_service_stands(alice, "SLT", "Due on 14 December 2026", "2 days late, exemption claimed")

    when_they_ask_how_it_is_worked_out(alice, "for SLT")
    alice.reads(
        "Exemptions: they excuse, the date does not move",
        "An exemption was claimed on 16 December 2026 by Alice Penrose",
        "Due on Monday 14 December 2026",
    )
