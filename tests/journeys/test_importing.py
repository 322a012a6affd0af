"""A workbook is imported, and a question that it raises is answered by a person."""

from __future__ import annotations

from datetime import date

from tests.journeys.steps.door import given_they_are_signed_in, then_they_are_on, then_they_are_told
from tests.journeys.steps.importing import (
    given_a_tracker,
    then_the_rows_are,
    when_they_bring,
    when_they_take_it_in,
)
from tests.journeys.steps.reading import (
    then_the_service_stands,
    then_the_worklist_says,
    when_they_find,
    when_they_open_the_case_of,
)

TODAY = date(2026, 11, 2)
WREN = ("EHC26-0101", "Wren", "Rowe", "7 April 2018", "999 000 0018", "10/13/2026", "SLT", "14-Oct-2026")
HAL = ("EHC26-0102", "Hal", "Moyle", "1 May 2017", "999 000 0026", "10/12/2026", "OT", "14-Oct-2026")
CORA = ("EHC26-0103", "Cora", "Hext", "9 June 2016", "999 000 0043", "19 October 2026", "PHN", "")


def test_a_workbook_is_looked_at_answered_and_taken_in(alice, it_is, tmp_path):
    it_is(TODAY)
    tracker = given_a_tracker(tmp_path / "tracker.xlsx", WREN, HAL, CORA)

    given_they_are_signed_in(alice)
    when_they_bring(alice, tracker)
    then_the_rows_are(alice, new=1, to_decide=1, refused=1)
    alice.reads("999 000 0043 is not an NHS number: its check digit is wrong", "Copy it again.")

    alice.chooses("Row 5: the day the request was received", "12 October 2026")
    when_they_take_it_in(alice, "Take 1 row in")
    then_they_are_on(alice, "tracker.xlsx", tab="A tracker that was taken in")
    then_they_are_told(alice, "tracker.xlsx was taken in: 2")
    then_the_rows_are(alice, new=2, left_out=1)
    alice.row_says("Row 6", "the NHS number")

    when_they_find(alice, "999 000 0026")
    then_the_worklist_says(alice, "Hal Moyle", "OT", "23 Nov 2026", "21 days left")
    alice.does_not_read("Wren Rowe")
    when_they_open_the_case_of(alice, "Hal Moyle")
    then_the_service_stands(alice, "OT", "Due on 23 November 2026", "Request received", "12 October 2026")
