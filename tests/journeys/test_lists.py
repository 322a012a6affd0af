"""A service that works in lists takes its open requests out, fills the workbook in and brings it back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlsxwriter
from django.urls import reverse

from goldenthread.advice.workbook.columns import HEADINGS
from goldenthread.advice.workbook.reading import rows_in
from goldenthread.rules.access import Role
from tests.journeys.steps.door import given_they_are_signed_in, then_they_are_on
from tests.journeys.steps.reading import then_the_service_stands

ASKED_ON, TODAY = date(2026, 11, 2), date(2026, 12, 18)
FILLED_IN = {
    "EHC26-0101": {"advice_on": "16/12/2026", "cause": "Staff were absent"},
    "EHC26-0102": {"advice_on": "soon"},
}


def given_slt_was_asked_about_two_children(story, it_is):
    """Hal and Wren, whose case it gives."""
    it_is(ASKED_ON)
    for reference, forename in (("EHC26-0102", "Hal"), ("EHC26-0101", "Wren")):
        child = story.given_a_child(forename, "Rowe", on=ASKED_ON)
        request = story.given_a_request(ASKED_ON, child=child, reference=reference)
        story.given_advice_is_sought(ASKED_ON, "SLT", request=request)
    it_is(TODAY)
    return request.case_id


def filled_in(file: Path) -> Path:
    """What was taken out, as another program saves it once somebody has typed into it."""
    saved = file.with_name("filled in.xlsx")
    with xlsxwriter.Workbook(saved) as book:
        sheet = book.add_worksheet()
        sheet.write_row(3, 0, list(HEADINGS.values()))
        for at, (_, cells) in enumerate(rows_in(file.read_bytes()), start=4):
            typed = {**cells, **FILLED_IN[cells["reference"]]}
            sheet.write_row(at, 0, [typed.get(key, "") for key in HEADINGS])
    return saved


def test_a_list_goes_out_is_filled_in_and_is_taken_back_row_by_row(
    at_a_browser, cast, story, it_is, tmp_path
):
    case = given_slt_was_asked_about_two_children(story, it_is)
    senara = at_a_browser(cast.people[Role.TEAM_MANAGER])
    given_they_are_signed_in(senara)
    senara.follows("take its list out, or take a filled-in list back")
    then_they_are_on(senara, "Take a filled-in list back")
    file = filled_in(senara.downloads("SLT: open requests", tmp_path))
    senara.attaches("The list that was filled in", file)
    senara.presses("Look at it")
    then_they_are_on(senara, "What would come of this list")
    assert senara.figures() == {
        "new": "1", "changed meanwhile": "0", "to mend": "1", "not of this list": "0", "nothing new": "0",
    }  # fmt: skip
    senara.reads("The advice was given on 16 December 2026.", "“soon” under “Advice given on” is no day.")
    senara.presses("Take the ticked rows in")
    senara.reads("1 row taken in. 1 row to see to below.")
    senara.presses("I have done with this list")
    senara.reads("filled in.xlsx was put away. What was taken in stays.")
    senara.goes_to(reverse("desk:case", args=[case]))
    then_the_service_stands(senara, "SLT", "Advice received", "2 days late", "Staff were absent")
