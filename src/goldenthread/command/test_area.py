"""A pack by command: each problem on its line, what would change, who may load it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from goldenthread.command import area, places
from goldenthread.command import main as goldenthread
from goldenthread.demo.area import Cast
from goldenthread.directory.models import PackVersion
from goldenthread.directory.queries import area as area_coded

SEASIDE = places.checkout() / "docs" / "guide" / "example-area.toml"


@pytest.fixture(autouse=True)
def here(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home that has Torbay, on 2 November 2026."""

    @contextmanager
    def project() -> Iterator[Path]:
        yield Path()

    monkeypatch.setattr("goldenthread.command.project.project", project)
    monkeypatch.setenv("GOLDENTHREAD_TODAY", "2026-11-02")


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """The pack of Seaside with two slips of the keyboard."""
    file = tmp_path / "wrong.toml"
    text = SEASIDE.read_text(encoding="utf-8").replace('anchor = "chase"', 'anchor = "chaise"')
    file.write_text(text.replace("\naliases", "\nalias"), encoding="utf-8")
    return file


def test_each_problem_is_told_on_its_line(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert area.main(["check", str(wrong)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0].rsplit(":")[-1] for line in told] == ["40", "95"]
    lines = wrong.read_text(encoding="utf-8").splitlines()
    assert (lines[39][:5], lines[94]) == ("alias", 'anchor = "chaise"')


def test_a_wrong_pack_is_not_loaded(wrong: Path) -> None:
    assert area.main(["load", str(wrong)]) == 1
    assert area_coded("seaside") is None


@pytest.mark.parametrize("words", [["check"], ["load", "--dry-run"]])
def test_a_look_says_what_would_change_and_changes_nothing(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert area.main([words[0], str(SEASIDE), *words[1:]]) == 0
    assert "Loading it would change:\n  Seaside is new" in capsys.readouterr().out
    assert area_coded("seaside") is None


def test_a_loaded_pack_is_in_force_and_the_same_again_changes_nothing(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    assert area.main(["load", str(SEASIDE), "--by", cast.administrator.email]) == 0
    assert "Version 1 is in force. It changes:" in capsys.readouterr().out
    assert area.main(["load", str(SEASIDE)]) == 0
    assert "It was in force already." in capsys.readouterr().out
    (kept,) = PackVersion.objects.filter(area__code="seaside")
    assert kept.loaded_by == cast.administrator.pk


def test_who_may_not_set_an_area_up_loads_no_pack(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert goldenthread.main(["area", "load", str(SEASIDE), "--by", cast.spoc.email]) == 2
    assert capsys.readouterr().err.startswith("Alice Penrose may not set an area up.")
    assert area_coded("seaside") is None


def test_a_file_that_is_no_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pack.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("pack.toml", "absent.toml"):
        assert goldenthread.main(["area", "check", str(tmp_path / name)]) == 2
        assert "cannot be read as text" in capsys.readouterr().err
