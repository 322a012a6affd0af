"""A practitioner without an account answers: invited, proved by a code, drafted, handed in; and the ladder stops."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from goldenthread.documents.actions import upload
from goldenthread.documents.checks.tests.made import png
from goldenthread.post.tests.mail_server import everything_leaves, server
from goldenthread.rules.access import Section
from tests.journeys.accessible import then_the_page_is_accessible
from tests.journeys.steps.door import given_they_are_signed_in, then_they_are_on

__all__ = ["server"]
THEIRS = "Advice of the educational psychologist"
ASKED_ON, DUE_ON, LATE_ON = date(2026, 11, 2), date(2026, 12, 14), date(2026, 12, 15)


@pytest.fixture(autouse=True)
def files(settings, tmp_path, live_server):
    """Files in a folder of the test's own; links in mail lead to the test's own server."""
    settings.FILES = str(tmp_path / "files")
    settings.PUBLIC_URL = live_server.url


def mailed(server, subject: str) -> str:
    """The text of the one mail with this subject, since the last time of asking."""
    found = [letter for _, _, letter in server.taken if subject in letter["Subject"]]
    server.taken.clear()
    assert [str(letter["To"].addresses[0].addr_spec) for letter in found] == ["slt@cfhd.example"]
    return str(found[0].get_body(("plain",)).get_content())


def test_a_practitioner_without_an_account_answers_and_nobody_chases_any_more(
    alice, at_a_browser, story, it_is, server, tmp_path
):
    it_is(ASKED_ON)
    wren = story.given_a_child("Wren", "Rowe", on=ASKED_ON)
    request = story.given_a_request(ASKED_ON, child=wren, reference="EHC26-0101")
    (asked,) = story.given_advice_is_sought(ASKED_ON, "SLT", request=request)
    paper = {
        "title": THEIRS,
        "kind": "advice",
        "section": Section.ADVICE,
        "content": png(),
        "file_name": "it.png",
    }
    upload(case=asked.case, **paper, by=story.cast.spoc, on=ASKED_ON)
    it_is(DUE_ON)
    everything_leaves()
    server.taken.clear()
    address = when_the_spoc_sends_a_link(alice, asked, server)

    morwenna = at_a_browser(None)
    when_she_proves_it(morwenna, address, server)
    morwenna.reads("Wren Rowe", "EHC26-0101", "14 December 2026")
    then_the_page_is_accessible(morwenna)
    then_she_takes_along_what_is_here(morwenna, tmp_path)
    morwenna.types("Need 1", "Understands single words")
    morwenna.presses("Save the draft")
    morwenna.reads("The draft was saved.")
    then_the_page_is_accessible(morwenna)

    at_home = at_a_browser(None, scripts=False)  # another machine, without JavaScript
    when_she_proves_it(at_home, address, server)
    at_home.holds("Need 1", "Understands single words")
    at_home.presses("Add another need")
    at_home.types("Need 2", "Tires by noon")
    at_home.presses("Hand in the advice")
    at_home.reads("There is a problem", "Enter the provision that is required as a result of need 2.")
    then_the_rest_is_typed(at_home)
    at_home.presses("Hand in the advice")
    then_they_are_on(at_home, "The advice was handed in")
    morwenna.goes_to(reverse("advice:by_link"))
    morwenna.is_on("This link opens nothing any more")

    it_is(LATE_ON)
    everything_leaves()
    assert server.taken == []  # the chase of the day after is not written any more
    given_they_are_signed_in(alice)
    alice.goes_to(reverse("desk:case", args=[asked.case_id]))
    alice.reads("Advice received")
    alice.unfolds("Read the advice: 2 needs")
    alice.reads(
        "Understands single words", "Morwenna Hale, therapist: 4 times, 9 January 2025 to 6 October 2026"
    )
    then_the_page_is_accessible(alice)


def when_the_spoc_sends_a_link(alice, asked, server) -> str:
    given_they_are_signed_in(alice)
    alice.goes_to(reverse("desk:case", args=[asked.case_id]))
    alice.follows("Send a link to answer by (SLT)")
    then_the_page_is_accessible(alice)
    alice.chooses("Where shall the link be sent?", "Speech and Language Therapy, slt@cfhd.example")
    alice.presses("Send the link")
    alice.reads("The link leaves for slt@cfhd.example.", "Works until")
    then_the_page_is_accessible(alice)
    everything_leaves()
    text = mailed(server, "a link by which to answer about EHC26-0101")
    assert "Wren" not in text and "Rowe" not in text
    return re.search(r"https?://[^/\s]+(/\S+)", text)[1]


def when_she_proves_it(her, address: str, server) -> None:
    her.goes_to(address)
    then_they_are_on(her, "Prove that the link is yours")
    her.does_not_read("Wren")
    her.presses("Send me a code")
    then_the_page_is_accessible(her)
    everything_leaves()
    code = re.search(r"\d{3} \d{3}", mailed(server, "your one-time code"))[0]
    her.types("Code", code)
    her.presses("Continue")
    her.is_on("Write SLT's advice")


def then_she_takes_along_what_is_here(her, to) -> None:
    assert her.downloads("Request pack as a PDF", to).read_bytes().startswith(b"%PDF")
    her.follows("Other advice that you may read (1 piece)")
    her.is_on("Other advice that you may read")
    her.reads("Of no single service", "2 November 2026")
    then_the_page_is_accessible(her)
    assert her.downloads(THEIRS, to).read_bytes() == png()
    her.follows("Back to the advice")


def then_the_rest_is_typed(her) -> None:
    for number in (1, 2):
        her.types(f"Provision required as a result of need {number}", "An hour a week")
        her.types(f"Difference expected for need {number}", "Follows a story in class")
    her.types("Who saw the child (1)", "Morwenna Hale, therapist")
    her.types("How many times (1)", "4")
    her.dates("First seen on (1)", date(2025, 1, 9))
    her.dates("Last seen on (1)", date(2026, 10, 6))
    her.types("Who gives this advice?", "Morwenna Hale, therapist")
