"""By when a question is answered, and how long it took."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.rules.offsets import Offset
from goldenthread.rules.questions import ANSWER_WITHIN, answer_within, taken


def test_an_area_s_pack_may_set_its_own_target() -> None:
    assert answer_within({}) == answer_within({"practice": {}}) == ANSWER_WITHIN == Offset(working_days=5)
    assert answer_within({"practice": {"answer_within": {"working_days": 3}}}) == Offset(working_days=3)


@pytest.mark.parametrize(
    ("asked_on", "answered_on", "days"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), 0),
        (date(2026, 11, 20), date(2026, 11, 22), 0),
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 12, 24), date(2026, 12, 29), 1),
        (date(2026, 11, 22), date(2026, 11, 20), 0),
    ],
)
def test_the_time_to_answer_is_counted_in_working_days(asked_on: date, answered_on: date, days: int) -> None:
    assert taken(asked_on, answered_on) == days
