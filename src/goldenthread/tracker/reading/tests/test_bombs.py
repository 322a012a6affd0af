"""Files made to do harm are refused, quickly, and the process that asked does not feel them."""

from __future__ import annotations

import resource
import warnings
from contextlib import suppress
from pathlib import Path

import pytest
import xlsxwriter

from goldenthread.rules.refusals import Refused
from goldenthread.tracker.reading import read
from goldenthread.tracker.reading.tests.bombs import BOMBS, ods_of
from goldenthread.tracker.reading.tests.made import HEADINGS, LABELS, TODAY, fill, lines, read_here, workbook

MB = 1024 * 1024
SAYS = {
    "ratio": "unpacks to 100 MB of almost nothing",
    "total": "unpacks to more than 320 MB",
    "part_count": "made of too many parts",
    "directory": "made of too many parts",
    "nested": "holds another packed file inside",
    "lying_size": "damaged",
    "zip64": "made of too many parts",
    "far_cell": "its cell XFD1048576 is filled, and at most 199999 rows",
    "wide_and_deep": "needs more memory than one tracker may have",
    "million_rows": "its cell A1048000 is filled, and at most 199999 rows",
    "million_styles": "of almost nothing",
    "long_string": "holds more text than a spreadsheet allows",
    "long_shared_string": "holds more text than a spreadsheet allows",
    "laughs_in_the_sheet": "defines things of its own",
    "laughs_in_the_book": "defines things of its own",
    "outside_entity": "defines things of its own",
    "twins": "parts that hide others",
    "overlapping_merges": "overlap: unmerge them",
    "hidden_columns": "hides more columns than it can have",
    "ods_repeated": "is filled down to row 1048576 and column 16384",
    "ods_sheets": "has more than 256 sheets",
}


def high_water() -> int:
    """The most memory that this process has held since the mark was last wiped, in bytes."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.fixture(scope="module")
def armed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("bombs")
    with warnings.catch_warnings(action="ignore"):
        return {name: bomb(folder / f"{name}.xlsx") for name, bomb in BOMBS.items()}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_within_two_seconds_and_in_flat_memory(armed: dict[str, Path], name: str) -> None:
    Path("/proc/self/clear_refs").write_text("5")
    memory, seconds = high_water(), children()
    with pytest.raises(Refused) as refused:
        read(armed[name], labels=LABELS, today=TODAY)
    assert SAYS[name] in refused.value.sentence
    assert children() - seconds < 2
    assert high_water() - memory < 20 * MB


@pytest.mark.parametrize("name", sorted(BOMBS.keys() - {"wide_and_deep"}))
def test_a_bomb_is_seen_by_its_looks_before_any_limit_is_reached(armed: dict[str, Path], name: str) -> None:
    with pytest.raises(Refused) as refused:
        read_here(armed[name])
    assert SAYS[name] in refused.value.sentence


def test_every_bomb_says_why_it_is_refused() -> None:
    assert SAYS.keys() == BOMBS.keys()
    assert len(BOMBS) >= 12


def test_an_empty_cell_with_a_colour_far_away_does_no_harm(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as book:
        sheet = book.add_worksheet()
        fill(book, sheet, [HEADINGS, *lines(1)])
        sheet.write_blank("XFD1048576", None, book.add_format({"bg_color": "red"}))
    assert len(read_here(tmp_path / "t.xlsx").rows) == 1


def test_a_sheet_that_reaches_too_far_does_not_keep_the_tracker_from_being_read(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as book:
        fill(book, book.add_worksheet("Tracker"), [HEADINGS, *lines(1)])
        book.add_worksheet("Pivot").write("A200000", "stray")
    reading = read_here(tmp_path / "t.xlsx")
    assert len(reading.rows) == 1
    assert reading.notes[0].startswith("The sheet “Pivot” was not read: its cell A200000 is filled")


def test_the_last_row_that_is_read_is_read(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as book:
        sheet = book.add_worksheet()
        fill(book, sheet, [HEADINGS, *lines(1)])
        sheet.write("A199999", "Total")
    assert read_here(tmp_path / "t.xlsx").ignored_rows[-1] == 199_999


def test_a_trailing_repeat_of_empty_rows_in_an_open_document_does_no_harm(tmp_path: Path) -> None:
    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    rows = [["Ref", "Service", "Received"], ["A1", "OT", "2/3/26"]]
    filled = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    repeated = 'table:visibility="collapse" table:number-rows-repeated="1048574"'
    hidden = f"<table:table-row {repeated}>{empty}</table:table-row>"
    path = ods_of(tmp_path / "t.ods", f'<table:table table:name="T">{filled}{hidden}</table:table>')
    reading = read_here(path)
    assert ([row.reference for row in reading.rows], reading.notes) == (["A1"], [])


@pytest.mark.parametrize("cut", [100, 2_000, 4_000])
def test_a_workbook_cut_short_is_refused(tmp_path: Path, cut: int) -> None:
    path = workbook(tmp_path / "t.xlsx", [HEADINGS, *lines(2)])
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(Refused, match="cut short"):
        read_here(path)


def test_a_workbook_with_any_byte_spoilt_is_read_or_refused_and_never_breaks(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [HEADINGS, *lines(2)])
    whole = path.read_bytes()
    for at in range(0, len(whole), 97):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        with suppress(Refused):
            assert read_here(path).rows_read <= 2
