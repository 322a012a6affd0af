"""`goldenthread audit file`: a withdrawn file for the privacy officer, under a reference of theirs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from goldenthread.command.main import main
from goldenthread.demo.stories import Story
from goldenthread.documents.actions import withdraw
from goldenthread.documents.checks.tests.made import docx
from goldenthread.documents.tests import filed
from goldenthread.rules.access import Role, Section

pytestmark = pytest.mark.django_db


def test_a_withdrawn_file_is_written_for_the_privacy_officer_to_a_file_of_their_own(
    tmp_path: Path, story: Story, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.FILES = str(tmp_path / "files")
    case, out = story.given_a_request(date(2026, 11, 2), reference="A-1").case, tmp_path / "given.docx"
    kept = filed(case, story.cast.officer, section=Section.REQUESTS)
    withdraw(document=kept, reason="other-child", by=story.cast.officer, on=date(2026, 11, 9))
    officer = story.cast.people[Role.PRIVACY_OFFICER].email
    words = [
        "file",
        "--case",
        "A-1",
        "--kept-as",
        kept.versions.get().sha256[:16],
        "--investigation",
        "BREACH-7",
    ]
    assert main(["audit", *words, "--by", officer, "--out", str(out)]) == 0
    assert out.read_bytes() == docx() and out.stat().st_mode & 0o777 == 0o600
    assert f"Advice.docx was written to {out}." in capsys.readouterr().out
    assert main(["audit", *words, "--by", officer, "--out", str(out)]) == 2
    assert "is there already" in capsys.readouterr().err
