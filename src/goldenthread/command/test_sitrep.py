"""The month on the command line: JSON alone on standard output, files where asked for, sentences for the rest."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from goldenthread.accounts.actions import ensure_system_account
from goldenthread.command import main as goldenthread
from goldenthread.command import sitrep
from goldenthread.demo.area import pack_text
from goldenthread.demo.stories import Story
from goldenthread.directory.actions import load
from goldenthread.rules.refusals import Refused

FEBRUARY = ["--area", "torbay", "--month", "2022-02"]


@pytest.fixture(autouse=True)
def here(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 1 March 2022 in a home that is set up already; in February OT was asked and PHN answered."""

    @contextmanager
    def project():  # type: ignore[no-untyped-def]
        yield Path()

    monkeypatch.setattr(sitrep, "project", project)
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2022-03-01")
    (phn,) = story.given_advice_is_sought(date(2022, 1, 10), "PHN")
    story.given_advice_comes(phn, date(2022, 2, 21))
    story.given_advice_is_sought(date(2022, 2, 28), "OT")


def test_the_months_counts_are_answered_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert sitrep.main([*FEBRUARY, "--format", "json"]) == 0
    said = capsys.readouterr()
    answer = json.loads(said.out)
    assert said.err == ""
    assert (answer["area"], answer["month"], answer["counted_at"][:10]) == ("torbay", "2022-02", "2022-03-01")
    assert (answer["requests_received"], answer["known"]) == (1, 1)
    counts = {each["service"]: each for each in answer["services"]}
    assert list(counts) == ["CAMHS", "Care Nursing", "O&O", "OT", "PHN", "SLT"]
    wanted = ("asked", "acknowledged", "returned", "returned_in_time", "outstanding")
    assert [counts["OT"][name] for name in wanted] == [1, 0, 0, 0, 1]
    assert [counts["PHN"][name] for name in wanted] == [0, 0, 1, 1, 0]
    assert (counts["SLT"]["has_data"], counts["SLT"]["outstanding"]) == (False, 0)


@pytest.mark.parametrize(("kind", "start"), [("json", b"{"), ("xlsx", b"PK"), ("pdf", b"%PDF-")])
def test_a_file_is_written_where_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, start: bytes
) -> None:
    out = tmp_path / f"sitrep.{kind}"
    assert sitrep.main([*FEBRUARY, "--format", kind, "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert out.read_bytes().startswith(start)
    assert (said.out, said.err) == ("", f"The sitrep of February 2022 is written to {out}.\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--area", "atlantis", "--month", "2022-02"], "There is no area “atlantis” here"),
        (
            ["--area", "torbay", "--month", "2022-2"],
            "“2022-2” is not a month. Write it as year and month, such as 2022-02.",
        ),
        (["--area", "torbay", "--month", "2022-04"], "April 2022 has not begun"),
        ([*FEBRUARY, "--format", "pdf"], "Name a file with --out, such as --out sitrep.pdf"),
        ([*FEBRUARY, "--out", "/nowhere/at/all.json"], "There is no folder /nowhere/at."),
        ([*FEBRUARY, "--out", "/"], "/ cannot be written"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    assert goldenthread.main(["sitrep", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err


def test_an_area_whose_reporting_account_was_never_appointed_is_refused() -> None:
    load(text=pack_text("plymouth"), by=ensure_system_account("set-up", "Set-up"), on=date(2022, 1, 1))
    with pytest.raises(Refused, match="Nobody here has the address reporting@"):
        sitrep.main(["--area", "plymouth", "--month", "2022-02"])
