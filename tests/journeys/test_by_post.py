"""A service without a mailbox is written to on paper: the letter is printed, posted, and said to be."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goldenthread.accounts.actions import ensure_system_account
from goldenthread.database.acting import as_system
from goldenthread.demo.area import pack_text
from goldenthread.directory.actions import load
from tests.journeys.accessible import then_the_page_is_accessible
from tests.journeys.steps.door import given_they_are_signed_in, then_they_are_on
from tests.journeys.steps.reading import then_the_timeline_says, when_they_find, when_they_open_the_case_of

ON = date(2026, 11, 2)
REQUEST = "SLT: please give advice on EHC26-0101 by 14 December 2026"


def given_slt_is_written_to_on_paper():
    text = pack_text("torbay").replace(
        'email = "slt@cfhd.example"', 'postal = ["8 Pebble Lane", "Torbay", "ZZ1 3CC"]'
    )
    with transaction.atomic(), as_system("set-up"):
        load(text=text, by=ensure_system_account("set-up", "Set-up"), on=ON)


def test_a_letter_on_paper_is_printed_posted_and_said_to_be(alice, story, it_is, tmp_path):
    given_slt_is_written_to_on_paper()
    wren = story.given_a_child("Wren", "Rowe", on=ON)
    request = story.given_a_request(ON, child=wren, reference="EHC26-0101")
    story.given_advice_is_sought(ON, "SLT", request=request)
    it_is(date(2026, 11, 4))
    given_they_are_signed_in(alice)
    alice.follows("1 letter waits to be printed and posted")
    then_they_are_on(alice, "Letters")
    alice.row_says(REQUEST, "Speech and Language Therapy", "To print and post")
    alice.follows(REQUEST)
    alice.follows("Print and post it")
    alice.reads("8 Pebble Lane", "Print it and post it, then say on which day.")
    then_the_page_is_accessible(alice)
    assert alice.downloads("Download the letter to print (PDF)", tmp_path).read_bytes().startswith(b"%PDF")
    alice.dates("When was it posted?", date(2026, 11, 1))
    alice.presses("It was posted")
    alice.reads("The letter was written on 2 November 2026. Enter that day or a later one.")
    then_the_page_is_accessible(alice)
    alice.dates("When was it posted?", date(2026, 11, 3))
    alice.presses("It was posted")
    alice.reads("The letter stands on the timeline as sent.", "Posted by ")
    when_they_find(alice, "EHC26-0101")
    when_they_open_the_case_of(alice, "Wren Rowe")
    then_the_timeline_says(alice, "Letter sent to The service that was asked")
