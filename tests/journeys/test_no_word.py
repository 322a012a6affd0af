"""A letter of which no word comes that it arrived: it is seen, and somebody asks its recipient."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from goldenthread.post.models import Message
from goldenthread.post.tests.mail_server import everything_leaves, server
from goldenthread.post.tests.waiting import made_silent
from tests.journeys.steps.door import given_they_are_signed_in, then_they_are_on

__all__ = ["server"]
ON = date(2026, 11, 2)
SUBJECT = "SLT: please give advice on EHC26-0101 by 14 December 2026"


def given_no_word_comes_of_a_letter(story, it_is):
    wren = story.given_a_child("Wren", "Rowe", on=ON)
    request = story.given_a_request(ON, child=wren, reference="EHC26-0101")
    story.given_advice_is_sought(ON, "SLT", request=request)
    it_is(ON)
    everything_leaves()
    with transaction.atomic():
        made_silent(Message.objects.get(subject=SUBJECT))


def test_somebody_asks_after_a_letter_of_which_no_word_comes(alice, story, it_is, server):
    given_no_word_comes_of_a_letter(story, it_is)
    given_they_are_signed_in(alice)
    alice.follows("1 letter of whose arrival no word came")
    then_they_are_on(alice, "Letters")
    alice.row_says(SUBJECT, "Speech and Language Therapy", "No word")
    alice.follows(SUBJECT)
    alice.follows("Say whether it arrived")
    then_they_are_on(alice, "Did it arrive?")
    alice.chooses("What does its recipient say?", "The letter is there")
    alice.presses("Say what they said")
    alice.reads("The letter is known to have arrived.")


def test_a_letter_that_is_not_there_is_closed_once_its_recipient_knows(alice, story, it_is, server):
    given_no_word_comes_of_a_letter(story, it_is)
    given_they_are_signed_in(alice)
    alice.follows("1 letter of whose arrival no word came")
    alice.follows(SUBJECT)
    alice.follows("Say whether it arrived")
    alice.chooses("What does its recipient say?", "The letter is not there")
    alice.presses("Say what they said")
    alice.follows("Close it: its recipient knows another way")
    then_they_are_on(alice, "Close this letter")
    alice.chooses("Why does it not have to leave?", "Its recipient was told by telephone")
    alice.presses("Close the letter")
    alice.reads("The letter is closed.", "Its recipient was told by telephone, on 2 November 2026.")
