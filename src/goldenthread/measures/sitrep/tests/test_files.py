"""The month as JSON, as a workbook that LibreOffice opens, and as a tagged PDF."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from goldenthread.demo.stories import Story
from goldenthread.measures.figures import Figure, Sitrep
from goldenthread.measures.sitrep.files import named, written
from goldenthread.measures.tests.telling import counted

HOSTILE = '=HYPERLINK("http://example.example","#[evil] $x$ *b*")'


@pytest.fixture
def sitrep(story: Story) -> Sitrep:
    """February 2022, in which OT answered late and SLT did not."""
    ot, _slt = story.given_advice_is_sought(date(2022, 1, 3), "OT", "SLT")
    story.given_advice_comes(ot, date(2022, 2, 18))
    story.given_advice_is_sought(date(2022, 2, 3), "OT")
    return counted(story.cast, "2022-02")


@pytest.fixture
def hostile(sitrep: Sitrep) -> Sitrep:
    """The same month of an area whose services, steps and name are mark-up and formulas."""
    services = tuple(replace(each, label=f"{HOSTILE} {each.code}") for each in sitrep.services)
    return replace(sitrep, area_name="Tor & Bay <b>", services=services, steps=(("chase", "#panic() =1+1"),))


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    """A workbook's rows, by sheet."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def text_of(pdf: bytes, folder: Path) -> str:
    """What a reader of the PDF finds in it."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not here")
    (folder / "sitrep.pdf").write_bytes(pdf)
    read = subprocess.run(
        ["pdftotext", "-layout", "sitrep.pdf", "-"], cwd=folder, capture_output=True, check=True
    )
    return read.stdout.decode()


def test_json_is_one_object_and_ends_its_line(sitrep: Sitrep) -> None:
    content = written(sitrep, "json")
    assert content.endswith(b"}\n")
    assert json.loads(content)["all_services"]["outstanding"] == 2


def test_a_file_is_named_after_its_area_and_month(sitrep: Sitrep) -> None:
    assert named(sitrep, "xlsx") == "sitrep-torbay-2022-02.xlsx"


@pytest.mark.parametrize("kind", ["json", "pdf", "xlsx"])
def test_the_same_count_gives_the_same_file(sitrep: Sitrep, kind: str) -> None:
    assert written(sitrep, kind) == written(sitrep, kind)


def test_the_workbook_has_a_sheet_for_each_table(sitrep: Sitrep) -> None:
    found = sheets(written(sitrep, "xlsx"))
    tables = ["By service", "How late", "Outstanding by step", "Reasons", "Exemptions", "By month"]
    assert list(found) == ["Summary", *tables, "What is counted"]
    assert found["Summary"][0][0] == "Sitrep of February 2022"
    assert found["Summary"][1][0] == "Torbay, February 2022. Counted on 30 June 2022 at 12:00."
    assert [row[0] for row in found["What is counted"][5:]] == [figure.label for figure in Figure]


def test_numbers_of_the_workbook_are_numbers_and_shares_are_shares(sitrep: Sitrep) -> None:
    rows = {row[0]: row[1:] for row in sheets(written(sitrep, "xlsx"))["By service"]}
    assert rows["OT"] == [1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0]
    assert rows["SLT"] == [0.0, 0.0, 0.0, 0.0, "–", 0.0, 1.0, 1.0]
    assert rows["CAMHS: no data yet"] == ["–"] * 8


def test_nothing_in_the_workbook_comes_alive(hostile: Sitrep) -> None:
    content = written(hostile, "xlsx")
    found = sheets(content)
    assert f"{HOSTILE} ot" in [row[0] for row in found["By service"]]
    assert "#panic() =1+1" in [row[0] for row in found["Outstanding by step"]]
    for part in ("<f>", "<hyperlink"):
        assert part not in unpacked(content)


def unpacked(content: bytes) -> str:
    """The sheets of a workbook as they are written."""
    with ZipFile(BytesIO(content)) as book:
        names = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        return "".join(book.read(name).decode() for name in names)


def test_the_workbook_opens_in_libreoffice(sitrep: Sitrep, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not here")
    (tmp_path / "sitrep.xlsx").write_bytes(written(sitrep, "xlsx"))
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", every_sheet, "sitrep.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    services = (tmp_path / "sitrep-By service.csv").read_text(encoding="utf-8").splitlines()
    assert "OT,1,0,1,0,0%,1,1,0" in services
    assert "All services,1,0,1,0,0%,1,2,1" in services
    months = (tmp_path / "sitrep-By month.csv").read_text(encoding="utf-8").splitlines()
    assert "Twelve months,2,2,100%" in months


def test_the_pdf_says_what_was_counted_and_when(sitrep: Sitrep, tmp_path: Path) -> None:
    text = text_of(written(sitrep, "pdf"), tmp_path)
    for words in (
        "Sitrep of February 2022",
        "Torbay, Single Point of Contact",
        "1 February 2022 to 28 February 2022. Counted on 30 June 2022 at 12:00.",
        "CAMHS: no data yet",
        "No reason for lateness was given in the month.",
        "What is counted",
    ):
        assert words in text
    assert ["OT", "1", "0", "1", "0", "0%", "1", "1", "0"] in [line.split() for line in text.splitlines()]


def test_the_pdf_is_tagged_titled_and_fit_for_an_archive(sitrep: Sitrep) -> None:
    content = written(sitrep, "pdf")
    assert b"/MarkInfo" in content and b"/Lang" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"Torbay: Sitrep of February 2022" in content


def test_no_mark_up_in_a_name_is_obeyed_by_the_pdf(hostile: Sitrep, tmp_path: Path) -> None:
    text = text_of(written(hostile, "pdf"), tmp_path)
    assert "Tor & Bay <b>" in text
    assert "#panic() =1+1" in text
    assert "#[evil]" in "".join(text.split("\n"))


def many(sitrep: Sitrep, count: int) -> Sitrep:
    """The same month of an area with as many services."""
    first = sitrep.services[0]
    services = tuple(
        replace(first, code=f"s{at}", label=f"Service number {at}", has_data=True) for at in range(count)
    )
    return replace(sitrep, services=services)


@pytest.mark.parametrize("count", [1, 60])
def test_an_area_of_any_size_fits_on_the_pages(sitrep: Sitrep, tmp_path: Path, count: int) -> None:
    text = text_of(written(many(sitrep, count), "pdf"), tmp_path)
    assert text.count(f"Service number {count - 1} ") == 3


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_a_month_of_nothing_still_makes_its_file(story: Story, kind: str) -> None:
    assert len(written(counted(story.cast, "2021-05"), kind)) > 5000
