"""The audit as a workbook that LibreOffice opens, and as a tagged PDF."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from goldenthread.demo.stories import Story
from goldenthread.measures.audited import Audit
from goldenthread.measures.non_returns.files import named, written
from goldenthread.measures.non_returns.tests.test_page import SCENE, answered
from goldenthread.measures.period import quarter_of
from goldenthread.measures.returns import Part
from goldenthread.measures.sitrep.tests.test_files import HOSTILE, sheets, text_of, unpacked
from goldenthread.measures.tests.test_returns_lived import audited

__all__ = ["SCENE", "answered"]
TABLES = ["By service", "Answers", "Reasons", "How long", "Outcomes given"]


@pytest.fixture
def audit(answered: Story) -> Audit:
    """January to March 2022, counted in June."""
    return audited(answered.cast, quarter_of(date(2022, 1, 1)))


def test_the_workbook_has_a_sheet_for_each_table_and_says_who_reads_it(audit: Audit) -> None:
    found = sheets(written(audit, "xlsx"))
    assert list(found) == ["Summary", *TABLES, "What is counted"]
    assert found["Summary"][0][0] == "Advice not returned, January to March 2022"
    assert found["Summary"][2][0] == "For the SEND Operations Group and Quality, Evidence and Audit Group."
    assert [row[0] for row in found["What is counted"][5:]] == [part.label for part in Part]


def test_numbers_of_the_workbook_are_numbers(audit: Audit) -> None:
    found = {name: {row[0]: row[1:] for row in rows} for name, rows in sheets(written(audit, "xlsx")).items()}
    assert found["By service"]["All services"] == [4.0, 1.0, 0.25, 1.0, 0.0, 2.0, 0.0, 2.0]
    assert found["How long"]["SLT"] == [0.0, 0.0, 1.0, 0.0, 45.0, 45.0]
    assert found["Answers"]["All services"] == [0.0, 1.0, 1.0, 0.0, 2.0]
    assert found["Outcomes given"]["All"][:3] == [1.0, 1.0, 2.0]


def test_a_long_reason_is_not_cut_off_in_its_column(audit: Audit) -> None:
    columns = re.findall(r'<col min="1" max="1" width="([0-9.]+)"', unpacked(written(audit, "xlsx")))
    reason = next(words for code, words in audit.reasons.items() if code == "ground.not-required")
    assert len(reason) > 60
    assert sum(float(width) > len(reason) for width in columns) == 1


def test_the_workbook_opens_in_libreoffice(audit: Audit, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not here")
    (tmp_path / "audit.xlsx").write_bytes(written(audit, "xlsx"))
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", every_sheet, "audit.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    services = (tmp_path / "audit-By service.csv").read_text(encoding="utf-8").splitlines()
    assert "All services,4,1,25%,1,0,2,0,2" in services
    reasons = (tmp_path / "audit-Reasons.csv").read_text(encoding="utf-8").splitlines()
    assert "Staff were absent,0,1,1" in reasons


def test_the_pdf_is_tagged_and_says_what_was_counted(audit: Audit, tmp_path: Path) -> None:
    content = written(audit, "pdf")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content and b"/MarkInfo" in content
    text = text_of(content, tmp_path)
    for words in (
        "Advice not returned, January to March 2022",
        "For the SEND Operations Group and Quality, Evidence and Audit Group.",
        "1 January 2022 to 31 March 2022. Counted on 30 June 2022 at 12:00.",
        "Outcomes that health gave in the period",
        "What is counted",
    ):
        assert words in text


def test_nothing_in_a_file_comes_alive(audit: Audit, tmp_path: Path) -> None:
    services = tuple(replace(each, label=f"{HOSTILE} {each.code}") for each in audit.services)
    hostile = replace(
        audit, area_name="Tor & Bay <b>", services=services, causes=(("staff-absence", "#panic() =1+1"),)
    )
    content = written(hostile, "xlsx")
    assert "<f>" not in unpacked(content) and "<hyperlink" not in unpacked(content)
    assert "#panic() =1+1" in text_of(written(hostile, "pdf"), tmp_path)


@pytest.mark.parametrize("kind", ["json", "pdf", "xlsx"])
def test_the_same_count_gives_the_same_file_and_nothing_counted_gives_one_too(
    audit: Audit, answered: Story, kind: str
) -> None:
    assert written(audit, kind) == written(audit, kind)
    nothing = audited(answered.cast, quarter_of(date(2021, 1, 1)))
    assert nothing.is_empty and written(nothing, kind)
    assert named(audit, kind) == f"non-returns-torbay-2022-01-01-to-2022-03-31.{kind}"
