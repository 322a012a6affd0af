"""A service that works in lists is sent its open requests or takes them out, fills them in and brings them back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlsxwriter
from django.urls import reverse

from goldenthread.advice.send_list.tests import given_the_domain_is_secure
from goldenthread.advice.workbook.columns import HEADINGS
from goldenthread.advice.workbook.reading import rows_in
from goldenthread.post.tests.mail_server import everything_leaves, server
from goldenthread.rules.access import Role
from tests.journeys.steps.door import given_they_are_signed_in, then_they_are_on
from tests.journeys.steps.reading import then_the_service_stands

__all__ = ["server"]
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


def when_the_list_is_sent(isolde, story, server, folder: Path) -> Path:
    """By the single point of contact, from the page of the service; the workbook as it came by mail."""
    given_they_are_signed_in(isolde)
    isolde.goes_to(reverse("desk:service", args=[story.cast.services["SLT"].pk]))
    isolde.follows("Send the service this list")
    then_they_are_on(isolde, "Send SLT its list")
    isolde.presses("Send the list")
    isolde.reads("The list leaves for Speech and Language Therapy: 2 open requests.")
    everything_leaves()
    (mail,) = (mail for _, _, mail in server.taken if mail.get_content_subtype() == "mixed")
    (file,) = mail.iter_attachments()
    kept = folder / file.get_filename()
    kept.write_bytes(file.get_content())
    return kept


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
    at_a_browser, cast, story, it_is, server, tmp_path
):
    case = given_slt_was_asked_about_two_children(story, it_is)
    given_the_domain_is_secure(story, checked_on="2026-12-01")
    mailed = when_the_list_is_sent(at_a_browser(cast.spoc), story, server, tmp_path)
    senara = at_a_browser(cast.people[Role.TEAM_MANAGER])
    given_they_are_signed_in(senara)
    senara.follows("take its list out, or take a filled-in list back")
    then_they_are_on(senara, "Take a filled-in list back")
    taken_out = senara.downloads("SLT: open requests", tmp_path / "taken out")
    assert [cells["child"] for _, cells in rows_in(taken_out.read_bytes())] == ["Wren Rowe", "Hal Rowe"]
    file = filled_in(mailed)
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
