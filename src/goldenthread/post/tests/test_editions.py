"""Words of a letter that count from a day to come: written before it, a letter keeps the words of before (S0-17)."""

from __future__ import annotations

import re
from datetime import date

import pytest

from goldenthread.advice.actions import withdraw
from goldenthread.demo.area import Cast, pack_text
from goldenthread.demo.stories import Story
from goldenthread.directory.actions import load
from goldenthread.directory.pack import check
from goldenthread.directory.queries import would_change
from goldenthread.post.actions import sign
from goldenthread.post.models import Message
from goldenthread.rules.sending import State

pytestmark = pytest.mark.django_db
ON, CHANGES = date(2026, 11, 2), date(2027, 1, 4)
LATER_WORD = "Henceforth"


def with_later_words(
    code: str = "chase", *, body: str = "{service}: {reference}.", day: str = "2027-01-04"
) -> str:
    """Torbay's pack, in which one letter has other words from a day on."""
    words = f'from = {day}\nsubject = "{{reference}}"\nbody = "{LATER_WORD} {body}"\n'
    text = pack_text("torbay")
    row = re.search(rf'\[\[template\]\]\ncode = "{code}"\n.*?(?=\n\[\[)', text, re.DOTALL)
    assert row is not None
    return text.replace(row[0], f"{row[0]}\n[[template.later]]\n{words}")


def test_a_letter_written_before_the_day_has_the_old_words_and_from_it_the_new(
    cast: Cast, story: Story
) -> None:
    load(text=with_later_words("request"), by=cast.tick, on=ON)
    said = {}
    for day in (date(2027, 1, 3), CHANGES):
        (asked,) = story.given_advice_is_sought(day, "SLT")
        said[day] = Message.objects.get(about=asked.pk, template="request").text
    assert LATER_WORD not in said[date(2027, 1, 3)]
    assert said[CHANGES].startswith(LATER_WORD)


def test_a_letter_that_waits_for_its_signature_keeps_the_words_it_was_read_in(
    cast: Cast, story: Story
) -> None:
    text = with_later_words("no-longer-asked").replace(
        'code = "no-longer-asked"\ntitle', 'code = "no-longer-asked"\nsigned = true\ntitle'
    )
    load(text=text, by=cast.tick, on=ON)
    (asked,) = story.given_advice_is_sought(ON, "SLT")
    withdraw(advice=asked, reason="mistake", remark="Twice.", by=cast.spoc, on=ON)
    letter = Message.objects.get(template="no-longer-asked", is_copy=False)
    assert letter.state == State.TO_SIGN
    sign(message=letter, version=letter.version, by=cast.spoc, on=CHANGES)
    letter.refresh_from_db()
    assert LATER_WORD not in letter.text and "Signed by" in letter.text


def test_what_loading_it_would_change_says_from_which_day(cast: Cast) -> None:
    load(text=pack_text("torbay"), by=cast.tick, on=ON)
    assert would_change(with_later_words()) == ["Template chase: other words count from 4 January 2027."]
    load(text=with_later_words(), by=cast.tick, on=ON)
    assert would_change(pack_text("torbay")) == [
        "Template chase: there are no other words from 4 January 2027 any more."
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"body": "{forename} is awaited."}, "would put a child's particulars into mail"),
        ({"body": "{reason}"}, "These words ask the sender for other things"),
        ({"body": "{services}"}, "this is about one"),
        ({"day": '"soon"'}, "must be a date"),
    ],
)
def test_words_to_come_are_checked_like_those_of_now(words: dict[str, str], sentence: str) -> None:
    assert sentence in " ".join(each.sentence for each in check(with_later_words(**words)))


def test_words_to_come_stand_in_the_order_of_their_days() -> None:
    text = with_later_words()
    start = text.index("[[template.later]]")
    block = text[start : text.index("\n[[", start)]
    told = " ".join(each.sentence for each in check(text.replace(block, f"{block}\n{block}")))
    assert "in the order of their days" in told
