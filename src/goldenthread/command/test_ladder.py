"""A changed ladder rehearsed on the command line: counts in words, as JSON or as a file; a wrong pack by its lines."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from goldenthread.command import ladder
from goldenthread.demo.area import pack_text
from goldenthread.demo.stories import Story
from goldenthread.rules.refusals import Refused

TORBAY = pack_text("torbay")
LATER = TORBAY.replace('anchor = "due"\noffset = { weeks = 2 }', 'anchor = "due"\noffset = { weeks = 3 }')


@pytest.fixture
def asked(story: Story, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """It is 22 November 2026; OT was asked on 1 June and has not answered. The changed pack's escalation is later."""

    @contextmanager
    def project():  # type: ignore[no-untyped-def]
        yield Path()

    monkeypatch.setattr(ladder, "project", project)
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2026-11-22")
    story.given_advice_is_sought(date(2026, 6, 1), "OT")
    (tmp_path / "pack.toml").write_text(LATER, encoding="utf-8")
    return ["rehearse", "--area", "torbay", "--pack", str(tmp_path / "pack.toml")]


def test_the_year_is_told_in_tables(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert ladder.main(asked) == 0
    said = capsys.readouterr().out
    assert "Torbay, 23 November 2025 to 22 November 2026" in said
    assert "6 letters under the ladder in force, 6 under the changed one." in said
    assert "0 added, 0 gone, 4 moved to another day." in said
    row = next(line for line in said.splitlines() if line.startswith("Escalation letter"))
    assert row.split()[-9:] == ["0", "1", "1", "0", "0", "1,", "7", "days", "later"]


def test_it_is_rehearsed_to_another_day_and_told_as_json(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert ladder.main([*asked, "--until", "2026-07-31", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["since"], answer["until"]) == ("2025-08-01", "2026-07-31")
    gone = [row for row in answer["counts"] if row["gone"]]
    assert {(row["service"], row["month"]) for row in gone} == {("OT", "2026-07")}


@pytest.mark.parametrize(("kind", "start"), [("csv", b"\xef\xbb\xbfStep,"), ("xlsx", b"PK")])
def test_a_file_is_written_where_it_is_asked_for(
    asked: list[str], tmp_path: Path, kind: str, start: bytes
) -> None:
    out = tmp_path / f"rehearsal.{kind}"
    assert ladder.main([*asked, "--out", str(out)]) == 0
    assert out.read_bytes().startswith(start)


def test_a_wrong_pack_is_told_by_its_lines(
    asked: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = TORBAY.replace('anchor = "chase"', 'anchor = "chaise"')
    (tmp_path / "pack.toml").write_text(wrong, encoding="utf-8")
    assert ladder.main(asked) == 1
    line = wrong[: wrong.index('anchor = "chaise"')].count("\n") + 1
    assert f"pack.toml:{line}: ladder.step[2].anchor: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--area", "nowhere"], "There is no area nowhere"),
        (["--pack", "/nowhere/pack.toml"], "cannot be read as text"),
        (["--out", "letters.pdf"], "neither CSV nor a workbook"),
        (["--out", "/nowhere/letters.csv"], "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_refused_with_what_to_do(
    asked: list[str], words: list[str], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        ladder.main([*asked, *words])
