"""Which words a letter has on which day."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.rules.editions import as_of, changes_on, editions, in_force

CHASE = {
    "code": "chase",
    "title": "Chase",
    "body": "It is late.",
    "later": [
        {"from": date(2027, 1, 4), "body": "It is very late."},
        {"from": "2027-04-01", "body": "It is too late."},
    ],
}
PLAIN = {"code": "notice", "title": "Notice", "body": "It waits."}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 2), "It is late."),
        (date(2027, 1, 3), "It is late."),
        (date(2027, 1, 4), "It is very late."),
        (date(2027, 3, 31), "It is very late."),
        (date(2027, 4, 1), "It is too late."),
        (date(2030, 1, 1), "It is too late."),
    ],
)
def test_the_words_of_a_day_are_the_last_that_count_by_then(day: date, said: str) -> None:
    found = in_force(CHASE, day)
    assert (found["body"], found["code"], found["title"]) == (said, "chase", "Chase")


def test_a_letter_whose_words_do_not_change_has_one_edition() -> None:
    assert editions(PLAIN) == [PLAIN]
    assert in_force(PLAIN, date(1999, 1, 1)) == PLAIN


def test_the_days_of_a_pack_are_told_once_and_in_order() -> None:
    other = {**PLAIN, "later": [{"from": "2027-04-01", "body": "It still waits."}]}
    assert changes_on([other, CHASE, PLAIN]) == [date(2027, 1, 4), date(2027, 4, 1)]
    told = {row["code"]: row["body"] for row in as_of([CHASE, other], date(2027, 4, 1))}
    assert told == {"chase": "It is too late.", "notice": "It still waits."}
