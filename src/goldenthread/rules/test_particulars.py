"""Words for a letter that say who the child is are refused, and ordinary words are not (B11)."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.rules.particulars import Particulars, check_words, said_of
from goldenthread.rules.refusals import Refused

WREN = Particulars("Wren", "Quick", date(2015, 4, 7), "9990000018")


@pytest.mark.parametrize(
    "words",
    [
        "Wren was not brought.",
        "The Quick family moved.",
        "wren quick did not come",
        "WREN QUICK",
        "Wren’s mother rang.",
        "For (Wren).",
    ],
)
def test_a_name_is_found(words: str) -> None:
    assert list(said_of(words, WREN)) == ["name"]


@pytest.mark.parametrize(
    "words",
    [
        "7 April 2015", "7th April 2015", "7 Apr 2015", "07 apr. 2015", "7th of April 2015", "07/04/2015", "7/4/15",
        "7.4.2015", "2015-04-07",
    ],
)  # fmt: skip
def test_a_day_of_birth_is_found_as_people_write_it(words: str) -> None:
    assert list(said_of(f"Born {words}, not seen.", WREN)) == ["date of birth"]


@pytest.mark.parametrize("words", ["9990000018", "999 000 0018", "999-000-0018", "99900 00018"])
def test_a_number_is_found_however_it_is_cut(words: str) -> None:
    assert list(said_of(f"NHS {words}.", WREN)) == ["NHS number"]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "A quick answer: a wren sang.",
        "Quickly, and Wrenford too.",
        "It was asked for on 17 April 2015 and on 7 April 2016.",
        "The line is 01803 000000, extension 9990000018222.",
        "The next clinic is on 27/04/2015.",
    ],
)
def test_ordinary_words_are_not(words: str) -> None:
    assert list(said_of(words, WREN)) == []
    check_words(words, WREN)


def test_what_is_not_known_of_a_child_is_not_looked_for() -> None:
    assert list(said_of("Born 7 April 2015, 9990000018.", Particulars("Wren", "Quick"))) == []


def test_everything_that_is_said_is_named_in_turn_and_the_first_is_refused() -> None:
    words = "Wren, 7 April 2015, 999 000 0018"
    assert list(said_of(words, WREN)) == ["name", "date of birth", "NHS number"]
    with pytest.raises(Refused, match="the child’s name, and the letter leaves by mail") as refused:
        check_words(words, WREN)
    assert refused.value.field == "words"
    with pytest.raises(Refused, match="the child’s date of birth"):
        check_words("Born on 7 April 2015.", WREN)
