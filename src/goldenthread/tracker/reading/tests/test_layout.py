"""Where a tracker stands in a file, and what stands around it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from goldenthread.rules.refusals import Refused
from goldenthread.tracker.reading import Reading
from goldenthread.tracker.reading.sheets import Sheet, letter
from goldenthread.tracker.reading.tests.made import (
    HEADINGS,
    fill,
    line,
    lines,
    nhs_number,
    read_here,
    reading_of,
    separated,
    workbook,
)

BLANK: list[Any] = [""] * len(HEADINGS)


def book_of(path: Path, **sheets: list[list[Any]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            fill(book, book.add_worksheet(name), rows)
    return path


def test_the_headings_are_found_wherever_they_stand(tmp_path: Path) -> None:
    rows = [["SPOC tracker"], [], ["Updated weekly"], [], *[["", "", *row] for row in [HEADINGS, *lines(2)]]]
    reading = read_here(workbook(tmp_path / "t.xlsx", rows, sheet="EHC 26-27"))
    assert (reading.sheet, reading.header_row) == ("EHC 26-27", 5)
    assert [row.row for row in reading.rows] == [6, 7]


def test_the_row_number_is_the_sheets_own_when_its_first_rows_are_empty(tmp_path: Path) -> None:
    reading = read_here(workbook(tmp_path / "t.xlsx", [[], [], [], HEADINGS, *lines(1)]))
    assert (reading.header_row, reading.rows[0].row) == (4, 5)


def test_empty_columns_to_the_left_shift_nothing(tmp_path: Path) -> None:
    rows = [["", "", *row] for row in [HEADINGS, line(), line(reference="")]]
    reading = read_here(workbook(tmp_path / "t.xlsx", [[], *rows]))
    assert (reading.header_row, reading.rows[0].reference, reading.rejected[0].row) == (2, "EHC26-0001", 4)


def test_columns_are_taken_by_name_in_any_order_and_with_two_line_headings(tmp_path: Path) -> None:
    order = [6, 5, 0, 13, 2, 1]
    headings = [HEADINGS[at].replace(" ", "\n", 1).upper() for at in order]
    reading = reading_of(tmp_path, [line()[at] for at in order], headings=headings)
    assert (reading.rows[0].reference, reading.rows[0].surname) == ("EHC26-0001", "Trease")


def test_a_name_in_one_column_is_parted(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path, ["A1", "Trease, Tamsin", "OT", "2.3.26"], headings=["Ref", "Child", "Team", "Received"]
    )
    assert (reading.rows[0].forename, reading.rows[0].surname) == ("Tamsin", "Trease")


def test_the_tracker_is_found_among_other_sheets_which_are_reported(tmp_path: Path) -> None:
    path = book_of(
        tmp_path / "t.xlsx", Lists=[["SLT"], ["OT"]], Template=[HEADINGS], Tracker=[HEADINGS, *lines(2)]
    )
    reading = read_here(path)
    assert reading.sheet == "Tracker"
    assert reading.notes[:2] == [
        "The sheet “Lists” was not read.",
        "The sheet “Template” looks like a tracker too and was not read: import it from a file of its own.",
    ]


def test_a_sheet_in_sight_is_read_before_a_hidden_one(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as book:
        hidden, shown = book.add_worksheet("Old"), book.add_worksheet("Now")
        fill(book, hidden, [HEADINGS, *lines(9)])
        fill(book, shown, [HEADINGS, *lines(2)])
        shown.activate()
        hidden.hide()
    reading = read_here(tmp_path / "t.xlsx")
    assert (reading.sheet, len(reading.rows)) == ("Now", 2)
    assert "The hidden sheet “Old” looks like a tracker too" in reading.notes[0]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            [["Minutes"], ["of a meeting"]],
            "No row of headings was found. A tracker has a column for each of the council's",
        ),
        ([], "No row of headings was found."),
        (
            [["LA ref", "Forename", "Date request rec'd"]],
            "Row 1 of the sheet “Tracker” has the headings “LA ref”, “Forename” and “Date request rec'd”, "
            "but none for the service asked (“Service”). Add or rename the column.",
        ),
        (
            [["Forename", "Surname", "DOB"]],
            "none for the council's reference (for instance “LA ref”), the service",
        ),
    ],
)
def test_a_file_without_an_essential_column_is_refused_with_what_was_found(
    tmp_path: Path, rows: list[list[Any]], says: str
) -> None:
    with pytest.raises(Refused) as refused:
        read_here(workbook(tmp_path / "t.xlsx", rows))
    assert says in refused.value.sentence


def test_columns_that_nothing_asks_for_are_reported(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, [*line(), "Red", "", "odd"], headings=[*HEADINGS, "RAG", "Status"])
    assert reading.notes == [
        "Not read, because nothing here asks for it: 2 columns, “RAG” (O) and “Status” (P).",
        "Column Q has values but no heading, and was not read.",
    ]
    assert len(reading.rows) == 1


def test_hidden_rows_and_columns_are_read_and_reported(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as book:
        sheet = book.add_worksheet()
        fill(book, sheet, [HEADINGS, *lines(3)])
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_row(9, None, None, {"hidden": True})
        sheet.set_column("D:E", None, None, {"hidden": True})
    reading = read_here(tmp_path / "t.xlsx")
    assert len(reading.rows) == 3
    assert reading.rows[1].nhs_number == nhs_number(2)
    assert reading.notes == [
        "2 hidden columns read like the others: D “DOB” and E “NHS No.”.",
        "1 hidden row read like the others: row 3.",
    ]


def test_merged_cells_carry_down(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as book:
        sheet = book.add_worksheet()
        rows = [HEADINGS, line(), ["", "", "", "", "", "", "OT"], [], line(reference="EHC26-0002")]
        fill(book, sheet, rows)
        for column, value in enumerate(line()[:6]):
            sheet.merge_range(1, column, 3, column, value)
    reading = read_here(tmp_path / "t.xlsx")
    assert [(row.row, row.reference, row.surname, row.service) for row in reading.rows] == [
        (2, "EHC26-0001", "Trease", "slt"),
        (3, "EHC26-0001", "Trease", "ot"),
        (5, "EHC26-0002", "Trease", "slt"),
    ]
    assert reading.rows[1].received_on == reading.rows[0].received_on
    assert reading.rows[1].notes is None
    assert reading.ignored_rows == [4]
    assert reading.notes == ["Merged cells were carried down from row 2."]


def test_headings_may_be_merged_across_and_down(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as book:
        sheet = book.add_worksheet()
        fill(
            book,
            sheet,
            [["", "", "", ""], ["", "", "requested", "returned"], ["A1", "OT", "2/3/26", "9/3/26"]],
        )
        sheet.merge_range(0, 0, 1, 0, "LA ref")
        sheet.merge_range(0, 1, 1, 1, "Service")
        sheet.merge_range(0, 2, 0, 3, "Date")
    reading = read_here(tmp_path / "t.xlsx")
    assert (reading.header_row, reading.rejected) == (2, [])
    (row,) = reading.rows
    assert (row.reference, row.received_on.day, row.returned_on and row.returned_on.day) == ("A1", 2, 9)


def test_overlapping_merges_are_refused() -> None:
    sheet = Sheet("T", lambda: [["a"], ["b"]], merges=[((0, 0), (1, 0))] * 703)
    with pytest.raises(Refused, match="merged cells around row 1 overlap"):
        list(sheet.rows())


@pytest.mark.parametrize(
    "between",
    [
        BLANK,
        ["", " ", "\u00a0"],
        HEADINGS,
        [heading.upper() for heading in HEADINGS],
        ["TOTAL", "", "", "", "", "", 300],
        ["", "Total requests", 12],
        ["Grand total:", 7],
        ["Sub-total for March"],
        ["Count", 12, 13],
        ["", "", "", "", "", "", 300],
        ["", "", "", "", "", "", "", "", "", 42, "", "", 0],
        ["March 2026"],
        ["Mar-26"],
        ["2025/26"],
        ["2026"],
        [2026],
        ["Autumn term, all services"],
        ["", "", "", "", "", "", "", "", "", "", "", "", "", "checked by JB to here"],
    ],
    ids=str,
)
def test_a_line_without_a_request_is_ignored_and_listed(tmp_path: Path, between: list[Any]) -> None:
    first, second = lines(2)
    reading = reading_of(tmp_path, first, between, second)
    assert [row.row for row in reading.rows] == [2, 4]
    assert (reading.ignored_rows, reading.rows_read) == ([3], 2)


@pytest.mark.parametrize(
    "cut_short",
    [
        ["EHC26-0009"],
        ["EHC26-0009", "Tamsin"],
        ["EHC26-0009", "Tamsin", "Total", "", "", "", "", "Y"],
        ["", "Tamsin", "Trease", "14/02/2015"],
        [21009.0, "", "", "", 9990000018.0],
    ],
    ids=str,
)
def test_a_request_cut_short_is_refused_and_never_ignored(tmp_path: Path, cut_short: list[Any]) -> None:
    reading = reading_of(tmp_path, cut_short, line())
    assert [refused.row for refused in reading.rejected] == [2]
    assert reading.ignored_rows == []


def test_blank_lines_after_the_last_row_are_not_told_of(tmp_path: Path) -> None:
    rows = [HEADINGS, *lines(1), BLANK, *lines(2)[1:], BLANK, [" "], BLANK]
    reading = read_here(separated(tmp_path / "t.csv", rows))
    assert (reading.ignored_rows, len(reading.rows)) == ([3], 2)


def test_the_more_usual_of_two_headings_is_taken_and_the_other_reported(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, [*line(), "1/1/2020"], headings=[*HEADINGS, "Date requested"])
    assert reading.rows[0].received_on.isoformat() == "2026-03-02"
    assert "“Date requested” (O)" in reading.notes[0]


def doubled(tmp_path: Path, heading: str, *values: str) -> Reading:
    return reading_of(
        tmp_path,
        *[[*row, value] for row, value in zip(lines(len(values)), values, strict=True)],
        headings=[*HEADINGS, heading],
    )


def test_two_columns_with_one_heading_that_disagree_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        Refused, match=r"The columns “Service” \(G\) and “Service” \(O\) could each be the same thing"
    ):
        doubled(tmp_path, "Service", "SLT", "OT")


def test_of_two_columns_with_one_heading_the_empty_one_is_left(tmp_path: Path) -> None:
    rows = [["A1", "", "2/3/26", "OT"], ["A2", "", "2/3/26", "SLT"]]
    reading = reading_of(tmp_path, *rows, headings=["Ref", "Team", "Received", "Team"])
    assert [row.service for row in reading.rows] == ["ot", "slt"]
    assert "“Team” (B)" in reading.notes[0]


@pytest.mark.parametrize("values", [("", ""), ("SLT", "SLT"), ("", "SLT")])
def test_two_columns_with_one_heading_that_agree_are_one(tmp_path: Path, values: tuple[str, ...]) -> None:
    assert len(doubled(tmp_path, "Service", *values).rows) == 2


def test_requested_and_received_without_a_date_for_the_advice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="“Requested” .* and “Received” .* could each be the same thing"):
        reading_of(
            tmp_path, ["A1", "OT", "2/3/26", "9/3/26"], headings=["Ref", "Service", "Requested", "Received"]
        )


def test_two_columns_of_free_text_are_both_kept(tmp_path: Path) -> None:
    reading = reading_of(
        tmp_path, [*line(notes="Rang the school"), "=SUM(A1)"], headings=[*HEADINGS, "Comments"]
    )
    assert reading.rows[0].notes == "Rang the school\n=SUM(A1)"


def test_a_long_list_of_rows_is_cut_short_in_a_note(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as book:
        sheet = book.add_worksheet()
        fill(book, sheet, [HEADINGS, *lines(25)])
        for row in range(1, 26):
            sheet.set_row(row, None, None, {"hidden": True})
    (note,) = read_here(tmp_path / "t.xlsx").notes
    assert note.startswith("25 hidden rows read like the others: rows 2, 3, 4,")
    assert note.endswith(", 21 and 5 more.")


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_a_column_is_called_by_its_letters(column: int, letters: str) -> None:
    assert letter(column) == letters
