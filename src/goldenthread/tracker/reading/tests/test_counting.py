"""Whatever a sheet holds, each of its rows is counted once, and none is lost."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.tracker.reading import Reading
from goldenthread.tracker.reading.books import Book
from goldenthread.tracker.reading.parsing import found_in
from goldenthread.tracker.reading.sheets import Sheet
from goldenthread.tracker.reading.tests.made import HEADINGS, LABELS, TODAY, line, nhs_number

TYPED = ["", "02/03/2026", "03/25/2026", "25/03/2026", "2.3.26", "soon", "30/02/2026", "#N/A"]
DAYS = [*TYPED, datetime.date(2026, 3, 2), 46083.0]
ODD = ["", "x", "EHC1", 0.0, 5.5, True, datetime.date(2026, 1, 1), datetime.time(1), "\u202e"]
ANSWERS: dict[str, list[Any]] = {
    "reference": ["", "EHC26-0001", "ehc26 - 0001", "EHC26-0002", "TOTAL", 21007.0, "March 2026"],
    "service": ["", "SLT", "slt ", "OT", "SALT", 300.0],
    "nhs_number": ["", nhs_number(1), nhs_number(2), "9990000019"],
    "received_on": DAYS,
    "returned_on": DAYS,
    "chased_on": DAYS,
    "involvement": ["", "Y", "NK", "closed"],
    "notes": ["", "=1+1"],
}
REQUESTS = st.fixed_dictionaries({name: st.sampled_from(answers) for name, answers in ANSWERS.items()})
LINES = st.one_of(
    REQUESTS.map(lambda changes: line(**changes)),
    st.sampled_from([[], [""] * 14, [" "], HEADINGS, ["TOTAL", 7], ["Autumn term"]]),
    st.lists(st.sampled_from(ODD), max_size=14),
)


def read_sheet(rows: list[list[Any]], **changes: Any) -> Reading:
    sheet = Sheet("Tracker", lambda: [list(row) for row in rows], is_ragged=True, **changes)
    found = found_in(Book([lambda: sheet]), labels=LABELS, today=TODAY)
    reading = Reading(found.sheet, found.header_row)
    reading.take(found.outcomes)
    return reading


@given(st.lists(LINES, max_size=12), st.integers(0, 3))
def test_every_row_below_the_headings_is_counted_once(rows: list[list[Any]], above: int) -> None:
    reading = read_sheet([*[["SPOC"]] * above, HEADINGS, *rows])
    counted = [
        *[row.row for row in reading.rows],
        *[refused.row for refused in reading.rejected],
        *[question.row for question in reading.questions],
        *reading.duplicates,
        *reading.ignored_rows,
    ]
    filled = [
        n for n, row in enumerate(rows, 1) if any(str(cell).strip(" \u202e") for cell in row if cell != 0.0)
    ]
    first, last = above + 2, above + 1 + max(filled, default=0)
    assert len(counted) == len(set(counted))
    assert set(range(first, last + 1)) <= set(counted) <= set(range(first, first + len(rows)))
    assert reading.rows_read == len(counted) - len(reading.ignored_rows)


@given(st.lists(REQUESTS.map(lambda changes: line(**changes)), min_size=1, max_size=6))
def test_a_tracker_pasted_below_itself_brings_nothing_new(rows: list[list[Any]]) -> None:
    once, twice = read_sheet([HEADINGS, *rows]), read_sheet([HEADINGS, *rows, HEADINGS, *rows])
    assert twice.rows == once.rows
    assert len(twice.rejected) == 2 * len(once.rejected)
    assert twice.rows_read == 2 * once.rows_read


@given(
    st.lists(REQUESTS.map(lambda changes: line(**changes)), min_size=1, max_size=6),
    st.permutations(range(14)),
)
def test_the_order_of_the_columns_changes_nothing(rows: list[list[Any]], order: list[int]) -> None:
    shuffled = [[row[at] for at in order] for row in [HEADINGS, *rows]]
    straight, mixed = read_sheet([HEADINGS, *rows]), read_sheet(shuffled)
    assert mixed.rows == straight.rows
    assert [asked[:2] for asked in mixed.questions] == [asked[:2] for asked in straight.questions]
    assert mixed.duplicates == straight.duplicates
