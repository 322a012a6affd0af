"""Area packs are found by their code, in a checkout or in an installed package."""

from __future__ import annotations

from pathlib import Path

import pytest

from goldenthread.command import areas
from goldenthread.rules.refusals import Refused


def test_a_pack_is_found_by_its_code() -> None:
    assert areas.area_file("torbay").name == "torbay.toml"


def test_an_unknown_code_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(Refused, match=r"There is no area called “atlantis”\. Known are: .*torbay"):
        areas.area_file("atlantis")


@pytest.mark.parametrize("code", ["../pyproject", "/etc/passwd", ""])
def test_a_code_is_never_a_path(code: str) -> None:
    with pytest.raises(Refused, match="There is no area"):
        areas.area_file(code)


def test_an_installed_package_uses_the_packs_that_came_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "areas").mkdir()
    (tmp_path / "areas" / "saltmarsh.toml").write_text("", encoding="utf-8")
    monkeypatch.setattr(areas, "PACKAGE", tmp_path)

    assert areas.area_file("saltmarsh") == tmp_path / "areas" / "saltmarsh.toml"
