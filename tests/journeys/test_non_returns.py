"""A late advice from chase to board: promised, not kept, counted, opened behind its number, and taken to the group."""

from __future__ import annotations

from datetime import date

from goldenthread.rules.access import Role
from tests.journeys.accessible import then_the_page_is_accessible
from tests.journeys.steps.answering import given_health_promised_one_and_refused_one
from tests.journeys.steps.door import given_they_are_signed_in, then_they_are_on, when_they_open
from tests.journeys.steps.reporting import as_libreoffice_reads, as_text

TODAY = date(2027, 4, 1)
FIGURES = {
    "requests for advice fell due": "3",
    "came in time (33%)": "1",
    "not returned by the end (67%)": "2",
    "not returned in all": "2",
    "of them, a promise was not kept": "1",
    "of them, not to be given": "1",
}


def test_what_is_not_returned_is_counted_for_the_group_and_opened_by_whoever_may(
    alice, at_a_browser, cast, story, it_is, tmp_path
):
    given_health_promised_one_and_refused_one(cast, story, it_is)
    it_is(TODAY)
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
