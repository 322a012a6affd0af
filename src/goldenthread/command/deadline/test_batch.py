"""A sheet of questions, answered beside them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from goldenthread.command.deadline import main


def answered(capsys: pytest.CaptureFixture[str], path: Path | str, *words: str) -> list[list[str]]:
    assert main(["--batch", str(path), *words]) == 0
    answer = capsys.readouterr()
    assert answer.err == ""
    return list(csv.reader(io.StringIO(answer.out)))


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "sheet.csv"


def write(sheet: Path, text: str, encoding: str = "utf-8") -> Path:
    sheet.write_bytes(text.encode(encoding))
    return sheet


def test_each_row_is_answered_and_extra_columns_are_kept(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        sheet,
        "child,limit,on,facts,note\n"
        'A1,advice,2026-11-02,,"late, again"\n'
        "A2,amended-plan,02/03/2026,notice=2026-03-20,\n"
        "A3,final-plan,2026-06-01,closed=2026-07-22;reopens=2026-09-02,\n",
    )

    assert answered(capsys, sheet) == [
        ["child", "limit", "on", "facts", "note", "due_on", "act_by", "citation", "error"],
        [
            *("A1", "advice", "2026-11-02", "", "late, again", "2026-12-14", "2026-12-13"),
            *("SEND Regulations 2014 (SI 2014/1530), regulation 8(1)", ""),
        ],
        [
            *("A2", "amended-plan", "02/03/2026", "notice=2026-03-20", "", "2026-05-15", "2026-05-14"),
            *(
                "SEND Regulations 2014 (SI 2014/1530), regulation 22(3); "
                "R (L, M and P) v Devon [2022] EWHC 493 (Admin)",
                "",
            ),
        ],
        [
            *("A3", "final-plan", "2026-06-01", "closed=2026-07-22;reopens=2026-09-02", "", "2026-10-19"),
            *("2026-10-18", "SEND Regulations 2014 (SI 2014/1530), regulation 13(2)", ""),
        ],
    ]


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ("advise,2026-11-02,", "There is no limit called “advise”"),
        ("advice,31/02/2026,", "is not in the calendar"),
        ("advice,,", "The date is missing"),
        (",2026-11-02,", "The row names no limit"),
        (",,", "The row names no limit"),
        ("advice,2013-01-01,", "Earlier wordings are out of its scope"),
        ("advice,2206-11-02,", "too far ahead"),
        ("advice,2026-11-02,notice=2026-11-03", "has no use for a date called “notice”"),
        ("amended-plan,2026-11-02,notice", "is not a further date"),
        ("mediation-certificate,2046-01-04,", "Working days around 4 January 2046 are not known"),
        ("ladder,2026-11-02,", "Ask for it alone"),
        ("advice", "The date is missing"),
    ],
)
def test_a_bad_row_says_why_and_stops_no_other(
    sheet: Path, capsys: pytest.CaptureFixture[str], row: str, error: str
) -> None:
    write(sheet, f"limit,on,facts\n{row}\nadvice,2026-11-02,\n")

    _, bad, good = answered(capsys, sheet)

    assert bad[3:6] == ["", "", ""]
    assert error in bad[6]
    assert (good[3], good[6]) == ("2026-12-14", "")


def test_blank_rows_and_cells_beyond_the_header_stay_where_they_are(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(sheet, "limit,on\nadvice,2026-11-02,,\n\n,,,\nadvice,2026-11-02,beyond\n")

    _, first, *blank, last = answered(capsys, sheet)

    assert first[2] == "2026-12-14"
    assert len(first) == 6
    assert not any(cell for row in blank for cell in row)
    assert (last[2], last[-1]) == ("2026-12-14", "beyond")


def test_answering_an_answered_sheet_again_changes_nothing(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    once = answered(
        capsys, write(sheet, "limit,on\nadvice,2026-11-02\nadvise,2026-11-02\nadvice,2026-11-03\n")
    )
    text = io.StringIO()
    csv.writer(text).writerows(once)

    assert answered(capsys, write(sheet, text.getvalue())) == once


def test_a_column_of_an_answers_name_is_filled_where_it_stands(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header, row = answered(capsys, write(sheet, "due_on,limit,on\n,advice,2026-11-02\n"))

    assert header == ["due_on", "limit", "on", "act_by", "citation", "error"]
    assert row[0] == "2026-12-14"


def test_headings_are_found_whatever_their_order_case_and_byte_order_mark(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header, row = answered(capsys, write(sheet, "\ufeffOn ,Child,LIMIT\n2026-11-02,Zoë,Advice\n"))

    assert header[:3] == ["On ", "Child", "LIMIT"]
    assert (row[1], row[3]) == ("Zoë", "2026-12-14")


def test_a_sheet_that_excel_wrote_for_windows_is_read(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, row = answered(capsys, write(sheet, "child,limit,on\nZoë,advice,2026-11-02\n", "cp1252"))

    assert row[0] == "Zoë"


def test_practice_is_answered_from_the_area_that_was_named(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(sheet, "limit,on\ninformation-pack,2026-11-02\ninformation-pack,2026-11-03\n")

    rows = answered(capsys, sheet, "--area", "torbay")

    assert [row[2] for row in rows[1:]] == ["2026-11-16", "2026-11-17"]


def test_a_sheet_may_come_on_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"limit,on\nadvice,2026-11-02\n")))

    assert answered(capsys, "-")[1][2] == "2026-12-14"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The sheet is empty"),
        ("on\n2026-11-02\n", "has no column called “limit”"),
        ("limit\nadvice\n", "has no column called “on”"),
    ],
)
def test_a_sheet_without_its_headings_is_refused(
    sheet: Path, capsys: pytest.CaptureFixture[str], text: str, sentence: str
) -> None:
    assert main(["--batch", str(write(sheet, text))]) == 2
    assert sentence in capsys.readouterr().err


def test_a_file_that_is_not_there_is_refused_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--batch", "no-such-sheet.csv"]) == 2
    assert "no-such-sheet.csv cannot be read (No such file or directory)" in capsys.readouterr().err


def test_an_unknown_area_is_refused_before_any_row_is_answered(
    sheet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--batch", str(write(sheet, "limit,on\nadvice,2026-11-02\n")), "--area", "atlantis"]) == 2

    answer = capsys.readouterr()
    assert answer.out == ""
    assert "There is no area called “atlantis”" in answer.err
