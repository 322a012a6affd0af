"""Every way of typing a date that a tracker has been seen to hold, and some that are none."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.tracker.reading.dates import Typed, serial_date, typed_date

DAY = datetime.date(2021, 3, 12)
MARCH_OR_DECEMBER = Typed(DAY, datetime.date(2021, 12, 3))

WRITTEN_OUT = (
    """
12-Mar-2021|12-mar-21|12 Mar 2021|12 Mar 21|12Mar2021|12mar21|12.Mar.2021|12/Mar/2021|12 March 2021
12th March 2021|12th of March 2021|the 12th of March, 2021|12 March, 2021|12 march 2021|12 MARCH 2021
Fri 12 March 2021|Friday 12 March 2021|Friday, 12 March 2021|Fri. 12 Mar 2021|friday 12th march 2021
March 12, 2021|March 12 2021|Mar 12, 2021|March 12th, 2021|Mar. 12 2021|Friday, March 12, 2021
2021-03-12|2021/03/12|2021.03.12|2021 03 12|2021-3-12|20210312|2021-Mar-12|2021 March 12
2021-03-12T00:00:00|2021-03-12 00:00|2021-03-12 14:30:59|2021-03-12T09:15:00.000|2021-03-12T23:30:00Z
2021-03-12T10:00:00+00:00|12 March 2021 14:30|12-Mar-2021 2:30 pm|12 Mar 2021 at 09:15|12 Mar '21
44267|44267.0|44267.75|12 March 2021.|12 Marc 2021| 12 March 2021 |12\u00a0March\u00a02021
\u200e12 March 2021|12 \u2013 Mar \u2013 2021
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

NUMERIC = (
    """
12/03/2021|12/3/2021|12.3.21|12.03.2021|12-03-2021|12-3-21|12 03 2021|12 3 21|12/03/21|12 / 03 / 2021|12,03,2021
12\\03\\2021|12_03_2021|12.03.21.|12/03/2021 14:30|12/03/2021 00:00:00|12/03-2021|12/3/'21|12032021
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

NO_DATE = (
    """
soon|y|yes|March 2021|12/03|12 March|30/02/2021|31 April 2021|120321|12.03|Q1 2021|13/13/2021|00/03/2021
12/03/0201|12/03/20211|Monday 12 March 2021|12/03/2021 and 19/03/2021|chased 12/03/2021|12 Smarch 2021
29 Feb 2021|99999999|1|300|7/2021|2021|32 Jan 2021|2021-13-12|2021-03-12T25:00:00Z|45|5
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("text", WRITTEN_OUT)
def test_a_date_that_names_its_month_or_begins_with_its_year_has_one_reading(text: str) -> None:
    assert typed_date(text, this_year=2026) == Typed(DAY, DAY)


@pytest.mark.parametrize("text", NUMERIC)
def test_a_numeric_date_has_a_reading_with_the_day_first_and_one_with_the_month_first(text: str) -> None:
    assert typed_date(text, this_year=2026) == MARCH_OR_DECEMBER


@pytest.mark.parametrize("text", NO_DATE)
def test_what_is_not_a_whole_date_that_exists_has_no_reading(text: str) -> None:
    assert typed_date(text, this_year=2026) is None


@pytest.mark.parametrize(
    ("text", "day_first", "month_first"),
    [
        ("25/03/2021", datetime.date(2021, 3, 25), None),
        ("03/25/2021", None, datetime.date(2021, 3, 25)),
        ("04/04/2021", datetime.date(2021, 4, 4), datetime.date(2021, 4, 4)),
        ("29/02/2024", datetime.date(2024, 2, 29), None),
        ("5032021", datetime.date(2021, 3, 5), datetime.date(2021, 5, 3)),
        ("Tue 11/05/2021", datetime.date(2021, 5, 11), None),
        ("Wed 02/03/2021", None, datetime.date(2021, 2, 3)),
    ],
)
def test_an_order_that_no_calendar_has_is_no_reading(
    text: str, day_first: datetime.date | None, month_first: datetime.date | None
) -> None:
    assert typed_date(text, this_year=2026) == Typed(day_first, month_first)


def test_only_a_date_that_must_have_its_month_first_shows_that_a_column_has() -> None:
    shows = {text: typed_date(text, this_year=2026) for text in ("03/25/2021", "25/03/2021", "02/03/2021")}
    assert [typed.is_month_first_only for typed in shows.values() if typed] == [True, False, False]
    assert [typed.is_open for typed in shows.values() if typed] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("1.3.26", 2026),
        ("1.3.27", 1927),
        ("1.3.00", 2000),
        ("1.3.99", 1999),
        ("1 Mar '26", 2026),
        ("1 Mar 27", 1927),
    ],
)
def test_a_two_digit_year_is_the_latest_that_is_not_in_the_future(text: str, year: int) -> None:
    typed = typed_date(text, this_year=2026)
    assert typed and typed.settled == datetime.date(year, 3, 1)


@pytest.mark.parametrize(("epoch", "serial"), [(1900, 44267), (1904, 42805)])
@pytest.mark.parametrize("as_typed", [int, float, str, lambda serial: serial + 0.6])
def test_a_serial_is_counted_from_its_workbooks_own_epoch(epoch: int, serial: int, as_typed: type) -> None:
    assert typed_date(as_typed(serial), this_year=2026, epoch=epoch) == Typed(DAY, DAY)


@pytest.mark.parametrize("serial", [-1, 0, 1, 59, 7000, 90_000, 100_000, 1e300])
def test_a_number_too_small_or_large_for_a_date_is_none(serial: float) -> None:
    assert serial_date(serial, 1900) is None


def test_september_is_also_sept() -> None:
    assert typed_date("12 Sept 2021", this_year=2026) == Typed(*[datetime.date(2021, 9, 12)] * 2)


def test_a_cell_that_is_a_date_already_is_that_date_and_the_hour_is_left_off() -> None:
    assert typed_date(DAY, this_year=2026) == Typed(DAY, DAY)
    assert typed_date(datetime.datetime.fromisoformat("2021-03-12T23:59"), this_year=2026) == Typed(DAY, DAY)


@pytest.mark.parametrize(
    "cell", [True, False, datetime.time(9, 30), datetime.timedelta(hours=30), datetime.date(1900, 1, 4)]
)
def test_a_tick_an_hour_and_a_day_of_1900_are_no_dates(cell: object) -> None:
    assert typed_date(cell, this_year=2026) is None  # type: ignore[arg-type]


def test_an_instant_is_on_the_day_that_it_was_in_london() -> None:
    assert typed_date("2021-06-12T23:30:00Z", this_year=2026) == Typed(*[datetime.date(2021, 6, 13)] * 2)


@given(st.dates(datetime.date(1927, 1, 1), datetime.date(2026, 12, 31)), st.sampled_from("/.- "))
def test_every_day_typed_day_first_has_that_day_as_its_first_reading(day: datetime.date, gap: str) -> None:
    for text in (f"{day:%d-%m-%Y}", f"{day.day}-{day.month}-{day:%y}"):
        typed = typed_date(text.replace("-", gap), this_year=2026)
        assert typed and typed.day_first == day


@given(st.text(max_size=30) | st.floats(allow_nan=True))
def test_nothing_that_is_typed_breaks_the_reading_of_dates(cell: str | float) -> None:
    typed = typed_date(cell, this_year=2026)
    assert typed is None or any(typed)
