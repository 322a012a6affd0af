"""A list that came back is read as text under its headings, by its own row numbers; a hostile one is refused."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

import pytest
import xlsxwriter

from goldenthread.advice.workbook import reading
from goldenthread.advice.workbook.columns import ANSWERS, COLUMNS, HEADINGS
from goldenthread.advice.workbook.filling import day, filled
from goldenthread.advice.workbook.reading import read, rows_in
from goldenthread.documents.checks.tests import bombs
from goldenthread.rules.refusals import Refused
from goldenthread.rules.returned_rows import Filled

CAUSES = {"capacity": "Not enough staff", "sign-off": "Waited to be signed"}


def made(*rows: list[Any], above: int = 3, headings: list[str] | None = None, sheets: int = 1) -> bytes:
    """A workbook with these rows under the headings of a list, on its last sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        for _ in range(sheets):
            sheet = book.add_worksheet()
        sheet.write_row(above, 0, headings or list(HEADINGS.values()))
        for at, row in enumerate(rows, start=above + 1):
            for place, cell in enumerate(row):
                if cell is not None:
                    sheet.write(at, place, cell)
    return out.getvalue()


def test_cells_are_read_as_text_under_their_headings_by_the_row_of_the_sheet() -> None:
    at_night = datetime.combine(date(2026, 11, 2), time(23, 59))
    row = [42, "Wren  Rowe", None, at_night, date(2026, 12, 14), 1.5, True]
    assert rows_in(made([], row, above=5, sheets=2)) == [
        (8, {"reference": "42", "child": "Wren Rowe", "requested_on": "2026-11-02", "due_on": "2026-12-14",
             "stands": "1.5", "advice_on": "True"}),
    ]  # fmt: skip


def test_columns_may_stand_in_another_order_and_beside_others() -> None:
    headings = ["Mine", *reversed([heading.upper() for heading in HEADINGS.values()])]
    (row,) = rows_in(made(["a", "t", "r"], headings=headings))
    assert row == (5, {"token": "t", "remark": "r"})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (made(headings=[column.heading for column in COLUMNS[:-1]]), "has the headings of a list"),
        (made(above=reading.HEADING_WITHIN + 1), "has the headings of a list"),
        (made(*[["a"]] * (reading.MOST_ROWS + 1)), "more than 2,000 rows"),
        (b"no workbook", "cannot be read"),
    ],
)
def test_what_is_no_list_is_refused_with_how_to_mend_it(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        rows_in(content)


def test_a_limited_process_reads_the_same() -> None:
    content = made(["EHC-1", "Wren"])
    assert read(content, "list.xlsx") == rows_in(content)
    with pytest.raises(Refused, match="has the headings of a list"):
        read(made(headings=["Reference"]), "list.xlsx")


@pytest.mark.parametrize("bomb", [bombs.far_cell, bombs.steep, bombs.laughs])
def test_a_bomb_is_refused_before_it_is_opened(bomb: Any) -> None:
    with pytest.raises(Refused):
        read(bomb(), "list.xlsx")


def test_a_reader_that_falls_over_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "checked", lambda content, name: reading.Format.XLSX)
    with pytest.raises(Refused, match="cannot be read"):
        read(b"PK no workbook", "list.xlsx")


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20",
        "20/11/2026",
        "20.11.2026",
        "20-11-2026",
        "20 November 2026",
        "20 nov 2026",
        "20th Nov. 2026",
    ],
)
def test_a_day_is_read_as_people_type_it(text: str) -> None:
    assert day(text) == date(2026, 11, 20)


@pytest.mark.parametrize(
    "text", ["", "11/20/2026", "20/11/26", "31 April 2026", "20 Now 2026", "46346", "1/1/1899"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day(text) is None


def test_a_reason_and_an_answer_go_by_their_words_or_codes_whatever_the_case() -> None:
    cells = {"cause": "not  enough STAFF", "answer": "waiting list", "remark": "Rang"}
    assert filled(cells, CAUSES) == (Filled(cause="capacity", answer="waiting-list", remark="Rang"), [])
    assert filled({"cause": "sign-off"}, CAUSES)[0].cause == "sign-off"
    assert filled({}, CAUSES) == (Filled(), [])


def test_each_cell_that_cannot_be_read_says_so_and_what_there_is() -> None:
    said, wrong = filled({"expected_on": "soon", "cause": "Weather", "answer": "nil"}, CAUSES)
    assert said == Filled()
    assert len(wrong) == 3 and "“Not enough staff” and “Waited to be signed”" in wrong[1]
    assert all(title in wrong[2] for title in ANSWERS.values())
    assert "no choice" in filled({"cause": "Weather"}, {})[1][0]
