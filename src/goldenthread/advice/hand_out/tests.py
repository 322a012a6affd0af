"""The workbook that a service's list is: who may take it, what stands in it, that nothing is hidden or runs."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from goldenthread.advice import actions as advice
from goldenthread.advice.workbook.columns import HEADINGS
from goldenthread.advice.workbook.reading import rows_in
from goldenthread.advice.workbook.tests.handling import file_of, fill, taken
from goldenthread.advice.workbook.writing import CHOICES, GUIDE, REQUESTS
from goldenthread.cases.actions import restrict
from goldenthread.demo.stories import Story
from goldenthread.rules.access import Role, Section

pytestmark = pytest.mark.django_db
ROUTE, EARLY, LATE = "advice:hand_out", date(2026, 9, 1), date(2026, 11, 2)
HOSTILE = "=cmd|' /C calc'!A0"


@pytest.fixture
def slt(story: Story) -> Any:
    """SLT, asked on 1 September; its lateness was explained."""
    (asked,) = story.given_advice_is_sought(EARLY, "SLT", reference="EHC-1")
    words = {"cause": "capacity", "expected_on": date(2026, 12, 1), "by": story.cast.spoc}
    advice.explain(advice=asked, **words, on=LATE)
    return asked


@pytest.mark.usefixtures("today")
def test_it_is_taken_by_who_may_answer_and_take_away(story: Story, client: Client, slt: Any) -> None:
    lead = story.cast.people[Role.TEAM_MANAGER]
    for person in (story.cast.spoc, lead):
        answer = asked_for(client, person, slt.service_id)
        assert answer["Content-Disposition"] == 'attachment; filename="list slt 2026-11-22.xlsx"'
        assert [cells["reference"] for _, cells in rows_in(answer.content)] == ["EHC-1"]
    assert asked_for(client, story.cast.officer, slt.service_id).status_code == 404
    assert asked_for(client, story.cast.therapist, slt.service_id).status_code == 403
    (other,) = story.given_advice_is_sought(LATE, "OT")
    assert asked_for(client, lead, other.service_id).status_code == 404


def asked_for(client: Client, person: Any, service: Any) -> Any:
    client.force_login(person)
    return client.get(reverse(ROUTE, args=[service]))


def test_what_was_said_before_stands_in_it_to_be_changed(story: Story, slt: Any) -> None:
    ((number, cells),) = rows_in(file_of(slt.service, story.cast.spoc))
    assert number == 5
    assert (cells["cause"], cells["expected_on"]) == ("Not enough staff for the requests", "2026-12-01")
    assert len(cells["token"]) == 65


def test_a_child_who_is_kept_from_somebody_is_not_in_it_nor_a_number_that_is(story: Story, slt: Any) -> None:
    lead, other = story.cast.people[Role.TEAM_MANAGER], story.given_advice_is_sought(LATE, "SLT")[0]
    words = {"person": lead, "reason": "conflict", "by": story.cast.manager, "on": LATE}
    restrict(case=slt.case, **words)
    restrict(case=other.case, section=Section.IDENTIFIERS, **words)
    ((_, cells),) = rows_in(file_of(slt.service, lead))
    assert cells["child"] == other.case.child.name
    assert "nhs_number" not in cells
    assert other.case.child.nhs_number not in str(file_of(slt.service, lead))


def test_nothing_is_hidden_nothing_runs_and_it_says_who_may_fill_in_what(story: Story, slt: Any) -> None:
    child = story.given_a_child(HOSTILE, "Rowe")
    story.given_advice_is_sought(LATE, "SLT", request=story.given_a_request(LATE, child=child))
    content = file_of(slt.service, story.cast.spoc)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert [(sheet.name, sheet.visible) for sheet in book.sheets_metadata] == [
        (name, SheetVisibleEnum.Visible) for name in (REQUESTS, GUIDE, CHOICES)
    ]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names, sheet = package.namelist(), package.read("xl/worksheets/sheet1.xml").decode()
        everything = b"".join(package.read(name) for name in names).decode()
    assert not [name for name in names if re.search("comment|external|custom|pivot|drawing|vba", name, re.I)]
    assert "<f>" not in everything and "<hyperlink" not in everything
    assert "hidden" not in sheet
    assert "<dc:creator></dc:creator>" in everything
    assert "<sheetProtection " in sheet and 'state="frozen"' in sheet and "<autoFilter" in sheet
    assert sheet.count("<dataValidation ") == 5 and "Choices!$A$2:$A$" in sheet
    assert f"<t>{HOSTILE} Rowe</t>" in everything


def test_the_same_list_is_the_same_file(story: Story, slt: Any) -> None:
    assert file_of(slt.service, story.cast.spoc) == file_of(slt.service, story.cast.spoc)


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice: apt-get install libreoffice-calc")
def test_a_list_that_libreoffice_has_saved_still_names_its_rows(
    story: Story, slt: Any, tmp_path: Path
) -> None:
    story.given_advice_is_sought(LATE, "SLT", reference="0042")
    (tmp_path / "list.xlsx").write_bytes(file_of(slt.service, story.cast.spoc))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    command += ["--outdir", "saved", "list.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    before = rows_in((tmp_path / "list.xlsx").read_bytes())
    rows = rows_in((tmp_path / "saved" / "list.xlsx").read_bytes())
    assert rows == before and rows[1][1]["reference"] == "0042"
    found = taken(story, rows[0], fill(rows[1], advice_on="20 November 2026"))
    assert {row.kind.value for row in found.values()} == {"nothing"}
    assert set(HEADINGS) >= set(rows[0][1])
