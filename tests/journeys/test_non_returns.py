"""A late advice from chase to board: promised, not kept, counted, opened behind its number, and taken to the group."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goldenthread.post import actions as post
from goldenthread.post.models import Message
from goldenthread.rules.access import Role
from goldenthread.rules.outcomes import Said
from tests.journeys.accessible import then_the_page_is_accessible
from tests.journeys.steps.door import given_they_are_signed_in, then_they_are_on, when_they_open
from tests.journeys.steps.reporting import as_libreoffice_reads, as_text

ASKED_ON = date(2026, 11, 2)
LADDER = (
    date(2026, 12, 15),
    date(2026, 12, 29),
    date(2026, 12, 31),
    date(2027, 1, 11),
    date(2027, 1, 25),
)
ANSWERED_ON, TODAY = date(2027, 1, 26), date(2027, 4, 1)
FIGURES = {
    "requests for advice fell due": "3",
    "came in time (33%)": "1",
    "not returned by the end (67%)": "2",
    "not returned in all": "2",
    "of them, a promise was not kept": "1",
    "of them, not to be given": "1",
}


def given_health_promised_one_and_refused_one(cast, story, it_is):
    """SLT was promised by 12 February, CAMHS will not be given; OT came in time."""
    wren = story.given_a_child("Wren", "Rowe", on=ASKED_ON)
    request = story.given_a_request(ASKED_ON, child=wren, reference="EHC26-0101")
    slt, camhs, ot = story.given_advice_is_sought(ASKED_ON, "SLT", "CAMHS", "OT", request=request)
    story.given_advice_comes(ot, date(2026, 12, 1))
    for day in LADDER:
        it_is(day)
    answers = (
        (slt, "health-date", Said(date(2027, 2, 12), "staff-absence", words="The therapist is ill.")),
        (camhs, "health-not-provided", Said(None, "not-required", ("head-camhs",), "The last report holds.")),
    )
    with transaction.atomic():
        for asked, template, told in answers:
            letter = Message.objects.get(about=asked.pk, step="health-outcome", recipient="ad-education")
            head = cast.people[Role.HEAD_OF_SERVICE]
            post.complete(
                message=letter, told=told, template_code=template, version=1, by=head, on=ANSWERED_ON
            )
    it_is(TODAY)


def test_what_is_not_returned_is_counted_for_the_group_and_opened_by_whoever_may(
    alice, at_a_browser, cast, story, it_is, tmp_path
):
    given_health_promised_one_and_refused_one(cast, story, it_is)
    given_they_are_signed_in(alice)
    when_they_open(alice, "Advice not returned")
    then_they_are_on(alice, "Advice not returned, January to March 2027")
    alice.dates("Or your own days, from", date(2026, 12, 1))
    alice.dates("Until", date(2027, 3, 31))
    alice.presses("Show")
    then_they_are_on(alice, "Advice not returned, 1 December 2026 to 31 March 2027")
    assert alice.figures() == FIGURES
    then_the_page_is_accessible(alice)
    alice.row_says("Staff were absent", "1")
    alice.row_says("Will not be given: advice of this service is not required for this child", "1")

    summary = as_libreoffice_reads(alice.downloads("Workbook (XLSX, to work with)", tmp_path), "Summary")
    document = as_text(alice.downloads("Document (PDF, for a group or a board)", tmp_path))
    assert "For the SEND Operations Group and Quality, Evidence and Audit Group." in document
    for figure, number in FIGURES.items():
        label = figure.partition(" (")[0]
        assert summary[label.capitalize()] == number
        assert label in document

    alice.follows("1 of them, a promise was not kept")
    then_they_are_on(alice, "A: promise not kept")
    then_the_page_is_accessible(alice)
    alice.row_says("Wren Rowe", "EHC26-0101", "SLT", "108 days late")
    alice.follows("Wren Rowe")
    alice.reads("Promise not kept: 12 Feb 2027")

    board = at_a_browser(cast.people[Role.COMMISSIONER])
    given_they_are_signed_in(board)
    board.goes_to("/non-returns/?period=2026-12-01_2027-03-31")
    board.row_says("SLT", "1")
    board.does_not_read("Wren Rowe")
