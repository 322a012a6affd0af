"""The same tracker in every kind of file, and files that are no tracker at all."""

from __future__ import annotations

import datetime
import shutil
import struct
import subprocess
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from goldenthread.rules.refusals import Refused
from goldenthread.tracker.reading import Reading
from goldenthread.tracker.reading.columns import Calendar
from goldenthread.tracker.reading.tests.made import (
    HEADINGS,
    fill,
    line,
    lines,
    nhs_number,
    read_here,
    separated,
    workbook,
)
from goldenthread.tracker.reading.xls import epoch_of

ROWS = [
    ["Single point of contact"],
    [],
    HEADINGS,
    line(received_on=datetime.date(2026, 3, 2), nhs_number=9990000018.0, forename="Siân", surname="O’Dowd"),
    line(reference="EHC26-0002", nhs_number=nhs_number(2), received_on=46083, notes="=1+1"),
    ["TOTAL", "", "", "", "", "", 2],
]


def nasty(path: Path, *, is_1904: bool = False) -> Path:
    """A workbook with a serial date, a hidden row, a hidden column and merged cells."""
    with xlsxwriter.Workbook(str(path), {"date_1904": is_1904}) as book:
        sheet = book.add_worksheet("Tracker")
        rows = [*ROWS[:5], ["", "", "", "", "", "", "OT"], *ROWS[5:]]
        if is_1904:
            rows[4] = line(
                reference="EHC26-0002", nhs_number=nhs_number(2), received_on=46083 - 1462, notes="=1+1"
            )
        fill(book, sheet, rows)
        for column, value in enumerate(rows[4][:6]):
            sheet.merge_range(4, column, 5, column, value)
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column("D:D", None, None, {"hidden": True})
        fill(book, book.add_worksheet("Lists"), [["SLT"]])
    return path


def is_whole(reading: Reading) -> None:
    assert (reading.header_row, reading.ignored_rows, reading.rejected, reading.questions) == (3, [7], [], [])
    assert [(row.row, row.reference, row.service) for row in reading.rows] == [
        (4, "EHC26-0001", "slt"),
        (5, "EHC26-0002", "slt"),
        (6, "EHC26-0002", "ot"),
    ]
    assert {row.received_on for row in reading.rows} == {datetime.date(2026, 3, 2)}
    assert (reading.rows[0].forename, reading.rows[0].surname) == ("Siân", "O’Dowd")
    assert [row.nhs_number for row in reading.rows] == [nhs_number(1), nhs_number(2), nhs_number(2)]
    assert reading.rows[1].notes == "=1+1"


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both workbooks as LibreOffice saves them; left out where there is no LibreOffice."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not here")
    folder = tmp_path_factory.mktemp("converted")
    made = [nasty(folder / "from1900.xlsx"), nasty(folder / "from1904.xlsx", is_1904=True)]
    for kind in ("xls", "ods"):
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind]
            + ["--outdir", str(folder), *map(str, made)],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return folder


@pytest.mark.parametrize(
    "name", ["from1900.xlsx", "from1900.xls", "from1900.ods", "from1904.xlsx", "from1904.xls", "from1904.ods"]
)
def test_the_same_tracker_is_read_from_every_kind_of_workbook(converted: Path, name: str) -> None:
    reading = read_here(converted / name)
    is_whole(reading)
    assert "The sheet “Lists” was not read." in reading.notes
    told = {note.split(":")[0] for note in reading.notes}
    if name.endswith(".xls"):
        assert "This is an old Excel file (.xls)" in told
    else:
        assert {"1 hidden column read like the others", "1 hidden row read like the others"} <= told
    assert "Merged cells were carried down from row 5." in reading.notes


def records(*kinds: tuple[int, bytes]) -> bytes:
    """An old workbook's globals, with these records."""
    opening = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)
    return b"ole" + opening + b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in kinds)


@pytest.mark.parametrize(
    ("content", "epoch"),
    [
        (records((0x42, b"xx"), (0x22, b"\x01\x00")), 1904),
        (records((0x22, b"\x00\x00")), 1900),
        (records((0x42, b"xx"), (0x0A, b"")), None),
        (records((0x42, b"xx")), None),
        (b"nothing of the kind", None),
    ],
)
def test_an_old_workbook_says_its_epoch_or_does_not(
    tmp_path: Path, content: bytes, epoch: int | None
) -> None:
    (tmp_path / "t.xls").write_bytes(content)
    assert epoch_of(tmp_path / "t.xls") == epoch


def test_a_bare_number_is_no_date_where_the_epoch_is_not_known() -> None:
    calendar = Calendar(2026, None)
    assert calendar.typed(46083.0) is None
    assert calendar.typed("2/3/2026")


@pytest.mark.parametrize("is_1904", [False, True])
def test_a_workbook_counts_its_days_from_its_own_epoch(tmp_path: Path, is_1904: bool) -> None:
    is_whole(read_here(nasty(tmp_path / "t.xlsx", is_1904=is_1904)))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_tracker_saved_as_text_is_read_in_any_encoding_and_with_any_delimiter(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    rows = [
        *ROWS[:4],
        line(reference="EHC26-0002", nhs_number=nhs_number(2), received_on="46083", notes="'=1+1"),
    ]
    rows += [
        line(reference="EHC26-0002", nhs_number=nhs_number(2), received_on="02 03 2026", service="OT"),
        ROWS[5],
    ]
    rows[3] = ["2026-03-02" if isinstance(cell, datetime.date) else cell for cell in rows[3]]
    reading = read_here(separated(tmp_path / "anything.dat", rows, encoding=encoding, delimiter=delimiter))
    is_whole(reading)
    assert reading.sheet == "anything.dat"
    plain = encoding.startswith("utf-8") and delimiter == ","
    assert [note.startswith("The file was read as") for note in reading.notes] == ([] if plain else [True])


def test_a_file_is_told_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    is_whole(read_here(nasty(tmp_path / "tracker.csv")))


def test_a_value_that_spills_over_the_headings_is_asked_about(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "Ref,Service,Received,Notes\nA1,OT,2/3/26,late, by phone\nA2,OT,2/3/26,fine,,\n"
    )
    reading = read_here(tmp_path / "t.csv")
    assert [question[:2] for question in reading.questions] == [(2, "row")]
    assert "The row has 5 values under 4 headings" in reading.questions[0].problem
    assert [row.reference for row in reading.rows] == ["A2"]


def test_a_row_shorter_than_the_headings_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Ref,Service,Received,Notes,Returned\nA1,OT,2/3/26\n\nA2,OT,2/3/26\n")
    reading = read_here(tmp_path / "t.csv")
    assert ([row.row for row in reading.rows], reading.ignored_rows) == ([2, 4], [3])


def test_a_line_break_within_a_value_is_one_row_as_a_spreadsheet_counts(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('Ref,Service,Received,Notes\nA1,OT,2/3/26,"one\ntwo"\nA2,OT,2/3/26,x\n')
    assert [(row.row, row.notes) for row in read_here(tmp_path / "t.csv").rows] == [(2, "one\ntwo"), (3, "x")]


@pytest.mark.parametrize(
    "payload", ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "|x", "%x", "\tx", "'quoted'", '=HYPERLINK("x")']
)
def test_a_guarded_formula_in_a_csv_comes_back_as_the_text_it_was(tmp_path: Path, payload: str) -> None:
    path = separated(tmp_path / "t.csv", [HEADINGS, line(notes=f"'{payload}")])
    assert read_here(path).rows[0].notes == payload.strip()


def test_a_name_that_begins_with_an_apostrophe_keeps_it(tmp_path: Path) -> None:
    assert (
        read_here(separated(tmp_path / "t.csv", [HEADINGS, line(surname="'t Hart")])).rows[0].surname
        == "'t Hart"
    )


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.7 ...", "The file is not a spreadsheet"),
        (b"\x89PNG\r\n", "The file is not a spreadsheet"),
        (
            b"<html><table><tr><td>LA ref</td></tr></table></html>",
            "The file is a web page or XML, whatever its name",
        ),
        (b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "The file is a web page or XML"),
        (b"PK\x03\x04 not really", "The workbook is cut short"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "The workbook cannot be read"),
        (b"\x81\x8d\x8f\x90\x9d" * 50, "in an encoding that cannot be told"),
        (
            b'Ref,Service,Received\nA1,OT,"2/3/26\nA2,OT,2/3/26\n',
            "after row 1: a quotation mark there is not closed",
        ),
        (b"just some words", "No row of headings was found"),
        (b"\xff\xfeR\x00e\x00f\x00,\x00\x00", "text is damaged"),
    ],
)
def test_a_file_that_is_no_tracker_is_refused_with_what_it_is(
    tmp_path: Path, content: bytes, says: str
) -> None:
    (tmp_path / "tracker.xlsx").write_bytes(content)
    with pytest.raises(Refused) as refused:
        read_here(tmp_path / "tracker.xlsx")
    assert says in refused.value.sentence


def test_a_word_document_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as package:
        package.writestr("word/document.xml", "<w/>")
    with pytest.raises(Refused, match="another kind of document, not a spreadsheet"):
        read_here(tmp_path / "t.xlsx")


def test_a_file_too_large_to_be_a_tracker_is_refused_with_its_size(tmp_path: Path) -> None:
    with (tmp_path / "t.csv").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    with pytest.raises(Refused, match="The file is 65 MB: at most 64 MB are read. Split the tracker"):
        read_here(tmp_path / "t.csv")


def test_more_rows_than_are_read_are_refused_and_none_is_lost_in_silence(tmp_path: Path) -> None:
    with (tmp_path / "t.csv").open("w") as file:
        file.write("Ref,Service,Received\n")
        file.writelines(f"A{n},OT,2/3/26\n" for n in range(200_000))
    with pytest.raises(Refused, match="holds more than 199999 rows: split the tracker by year"):
        read_here(tmp_path / "t.csv")


def test_rows_beyond_the_end_of_an_old_sheet_are_all_read(tmp_path: Path) -> None:
    with (tmp_path / "t.csv").open("w") as file:
        file.write("Ref,Service,Received\n")
        file.writelines(f"A{n},OT,2/3/26\n" for n in range(65_537))
    assert read_here(tmp_path / "t.csv").rows_read == 65_537


def test_a_workbook_with_a_password_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.filelist[0].flag_bits |= 1
    with pytest.raises(Refused, match="protected by a password: save a copy without one"):
        read_here(tmp_path / "t.xlsx")


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"]
)
@pytest.mark.parametrize("content", [None, b"", b"<a><b></a>"])
def test_a_workbook_with_a_part_missing_or_broken_is_refused(
    tmp_path: Path, part: str, content: bytes | None
) -> None:
    whole = workbook(tmp_path / "whole.xlsx", [HEADINGS, *lines(1)])
    with zipfile.ZipFile(whole) as package, zipfile.ZipFile(tmp_path / "t.xlsx", "w") as spoilt:
        for name in package.namelist():
            if name != part or content is not None:
                spoilt.writestr(name, package.read(name) if name != part else content or b"")
    with pytest.raises(Refused):
        read_here(tmp_path / "t.xlsx")


def test_macros_are_left_alone_and_told_of(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsm", [HEADINGS, *lines(1)])
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    reading = read_here(path)
    assert len(reading.rows) == 1
    assert reading.notes == ["The workbook's macros were left alone: only values are read."]


def test_a_formula_is_read_as_the_value_that_was_saved_with_it(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as book:
        fill(book, sheet := book.add_worksheet(), [HEADINGS, line(due="", notes="")])
        sheet.write_formula("J2", "=F2+42", None, 46125)
        sheet.write_formula("N2", '=HYPERLINK("http://bad.example","Click")', None, "Click")
    (row,) = read_here(tmp_path / "t.xlsx").rows
    assert row.notes == "Click"
