"""A child whom the service does not know: each page of the route, read by whoever acts there."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.urls import reverse

from goldenthread.advice import actions as advice
from goldenthread.rules.access import Role
from tests.journeys.accessible import then_the_page_is_accessible
from tests.journeys.steps.door import given_they_are_signed_in

RECEIVED, SAID, TODAY = date(2026, 11, 2), date(2026, 11, 16), date(2026, 11, 20)


def test_the_route_is_walked_by_the_spoc_the_service_and_the_designated_officer(
    at_a_browser, alice, charlie, cast, story, it_is
):
    it_is(RECEIVED)
    with transaction.atomic():
        wren = story.given_a_child("Wren", "Rowe", on=RECEIVED)
        request = story.given_a_request(RECEIVED, child=wren, reference="EHC26-0101")
        ot, phn = story.given_advice_is_sought(RECEIVED, "OT", "PHN", request=request)
        for asked in (ot, phn):
            story.given_the_child_is_not_known(asked, SAID)
        story.given_a_full_referral(ot, SAID, "SLT")
        advice.request_decision(advice=phn, by=cast.spoc, on=SAID)
    it_is(TODAY)

    given_they_are_signed_in(alice)
    alice.goes_to("/?due=not-known")
    alice.row_says("Wren Rowe", "SLT", "Answer the referral", "by 23 Nov 2026")
    then_the_page_is_accessible(alice)
    alice.goes_to(reverse("desk:case", args=[ot.case_id]))
    alice.reads("On the not-known route")
    then_the_page_is_accessible(alice)
    alice.follows("What was checked, and what happens next")
    alice.reads("Not known is no answer")
    then_the_page_is_accessible(alice)
    for route, about in (("route", ot), ("refer", ot), ("request_decision", phn)):
        alice.goes_to(reverse(f"advice:{route}", args=[about.pk]))
        then_the_page_is_accessible(alice)

    given_they_are_signed_in(charlie)
    charlie.goes_to("/")
    charlie.follows("Wren Rowe, EHC26-0101: answer by 23 Nov 2026")
    charlie.reads("Says single words at the age of four.")
    then_the_page_is_accessible(charlie)
    charlie.goes_to(reverse("desk:service", args=[cast.services["SLT"].pk]))
    charlie.reads("Referrals to answer")
    then_the_page_is_accessible(charlie)

    ysella = at_a_browser(cast.people[Role.DESIGNATED_OFFICER])
    given_they_are_signed_in(ysella)
    ysella.goes_to(reverse("advice:decide", args=[phn.pk]))
    ysella.reads("You decide how the advice is given")
    then_the_page_is_accessible(ysella)
