"""Lengths of time: calendar or working, never both."""

from __future__ import annotations

from datetime import date

import pytest

from goldenthread.rules.offsets import Offset, offset_from
from goldenthread.rules.refusals import Refused

MONDAY_BEFORE_CHRISTMAS = date(2026, 12, 21)


def test_weeks_and_days_are_calendar_time() -> None:
    assert Offset(weeks=1, days=3).after(MONDAY_BEFORE_CHRISTMAS) == date(2026, 12, 31)
    assert Offset(weeks=1, days=3).before(MONDAY_BEFORE_CHRISTMAS) == date(2026, 12, 11)


def test_working_days_leave_out_weekends_and_bank_holidays() -> None:
    assert Offset(working_days=5).after(MONDAY_BEFORE_CHRISTMAS) == date(2026, 12, 30)
    assert Offset(working_days=3).before(date(2026, 12, 30)) == date(2026, 12, 23)


def test_no_length_is_the_same_day() -> None:
    assert (
        Offset().after(MONDAY_BEFORE_CHRISTMAS)
        == Offset().before(MONDAY_BEFORE_CHRISTMAS)
        == MONDAY_BEFORE_CHRISTMAS
    )


def test_a_length_is_said_in_words() -> None:
    assert str(Offset(weeks=2)) == "2 weeks"
    assert str(Offset(weeks=1, days=1)) == "1 week and 1 day"
    assert str(Offset(working_days=3)) == "3 working days"
    assert str(Offset()) == "the same day"


def test_a_length_is_read_from_a_pack() -> None:
    assert offset_from({"weeks": 2, "days": 1}, "offset") == Offset(weeks=2, days=1)
    assert offset_from({"working_days": 10}, "response") == Offset(working_days=10)


@pytest.mark.parametrize("data", [None, 2, "2 weeks", {}, {"months": 1}])
def test_anything_else_is_not_a_length(data: object) -> None:
    with pytest.raises(Refused, match="“offset” must be a length such as") as refusal:
        offset_from(data, "offset")
    assert refusal.value.field == "offset"


@pytest.mark.parametrize("length", [-1, 1.5, "2", True, 367])
def test_a_length_is_a_whole_number_of_its_unit(length: object) -> None:
    with pytest.raises(Refused, match="give a whole number from 0 to 366"):
        offset_from({"weeks": length}, "offset")


def test_working_days_do_not_mix_with_calendar_time() -> None:
    with pytest.raises(Refused, match="mixes working days with calendar time"):
        offset_from({"weeks": 1, "working_days": 2}, "offset")
