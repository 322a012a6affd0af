"""A service's contact counts as checked for a period, which an area may set."""

from __future__ import annotations

from datetime import date

from goldenthread.rules.contacts import GUIDE, checked_within, is_checked
from goldenthread.rules.offsets import Offset


def test_an_area_sets_its_period_or_none() -> None:
    assert checked_within({}) is checked_within({"practice": {}}) is None
    assert checked_within({"practice": {"contacts_checked_within": {"weeks": 26}}}) == Offset(weeks=26)


def test_a_contact_counts_as_checked_to_the_last_day_of_the_period() -> None:
    checked_on = date(2026, 8, 3)
    assert is_checked(checked_on, GUIDE, date(2026, 11, 1))
    assert not is_checked(checked_on, GUIDE, date(2026, 11, 2))
    assert not is_checked(None, GUIDE, date(2026, 8, 3))
