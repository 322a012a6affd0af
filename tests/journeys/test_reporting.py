"""The sitrep is downloaded and opens in other programs with the page's figures."""

from __future__ import annotations

import re
from datetime import date

from tests.journeys.steps.door import given_they_are_signed_in, then_they_are_on
from tests.journeys.steps.reporting import as_libreoffice_reads, as_text, when_they_open_the_month

RECEIVED_ON, ANSWERED_ON, TODAY = date(2026, 10, 5), date(2026, 10, 20), date(2026, 11, 2)
FIGURES = {
    "requests received": "2",
    "known to a service (100%)": "2",
    "pieces of advice returned": "1",
    "returned within six weeks (100%)": "1",
    "outstanding at the month’s end": "2",
    "outstanding and late": "0",
}


def given_two_requests_in_october_of_which_one_was_answered(story):
    wren = story.given_a_request(RECEIVED_ON, child=story.given_a_child("Wren", "Rowe", on=RECEIVED_ON))
    hal = story.given_a_request(RECEIVED_ON, child=story.given_a_child("Hal", "Moyle", on=RECEIVED_ON))
    answered, _ = story.given_advice_is_sought(RECEIVED_ON, "SLT", "OT", request=wren)
    story.given_advice_is_sought(RECEIVED_ON, "SLT", request=hal)
    story.given_advice_comes(answered, ANSWERED_ON)


def test_the_months_files_hold_the_pages_figures(alice, story, it_is, tmp_path):
    it_is(RECEIVED_ON)
    given_two_requests_in_october_of_which_one_was_answered(story)
    it_is(TODAY)

    given_they_are_signed_in(alice)
    when_they_open_the_month(alice, "October 2026")
    assert alice.figures() == FIGURES

    summary = as_libreoffice_reads(alice.downloads("Workbook (XLSX, to work with)", tmp_path), "Summary")
    document = as_text(alice.downloads("Document (PDF, for a board)", tmp_path))
    assert "Sitrep of October 2026" in document
    for figure, number in FIGURES.items():
        label = figure.partition(" (")[0]
        assert summary[label.capitalize()] == number
        assert re.search(rf"\b{number} ?(\(\d+%\))? {label}", document), (
            f"{number} {label} is not in {document}"
        )


def test_a_figure_opens_the_requests_behind_it(alice, story, it_is):
    it_is(RECEIVED_ON)
    given_two_requests_in_october_of_which_one_was_answered(story)
    it_is(TODAY)

    given_they_are_signed_in(alice)
    when_they_open_the_month(alice, "October 2026")
    alice.follows("1 pieces of advice returned")
    then_they_are_on(alice, "Returned")
    alice.reads("October 2026")
    alice.row_says("Wren Rowe", "SLT")
    alice.does_not_read("Hal Moyle")
