"""Sign-in closes after five failures within a quarter of an hour, and opens a quarter of an hour later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.rules.lockout import BY_ACCOUNT, WINDOW, opens_at

NINE = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def _at(*minutes: int) -> list[datetime]:
    return [NINE + timedelta(minutes=minute) for minute in minutes]


@pytest.mark.parametrize(
    ("failures", "now", "opens"),
    [
        ((), 0, None),
        ((0, 1, 2, 3), 4, None),
        ((0, 1, 2, 3, 4), 4, 19),
        ((0, 1, 2, 3, 4), 18, 19),
        ((0, 1, 2, 3, 4), 19, None),
        ((0, 4, 8, 12, 15), 15, None),  # the first is a quarter of an hour before the last
        ((0, 4, 8, 12, 14), 15, 29),
        ((0, 1, 2, 3, 4, 20), 20, None),  # opened meanwhile: one failure since
    ],
)
def test_five_failures_close_it_for_a_quarter_of_an_hour(
    failures: tuple[int, ...], now: int, opens: int | None
) -> None:
    answer = None if opens is None else _at(opens)[0]
    assert opens_at(_at(*failures), BY_ACCOUNT, _at(now)[0]) == answer


@given(st.lists(st.integers(0, 60)), st.integers(0, 120))
def test_it_opens_at_the_latest_a_quarter_of_an_hour_after_the_last_failure(
    failures: list[int], now: int
) -> None:
    answer = opens_at(_at(*failures), BY_ACCOUNT, _at(now)[0])
    assert answer is None or _at(now)[0] < answer <= _at(max(failures))[0] + WINDOW


@given(st.lists(st.integers(0, 10), max_size=BY_ACCOUNT - 1))
def test_fewer_than_five_never_close_it(failures: list[int]) -> None:
    assert opens_at(_at(*failures), BY_ACCOUNT, _at(10)[0]) is None
