"""The hazard log claims what is shown: each control names a test that exists, each risk is the matrix's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.evidence import is_there, named

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "safety" / "hazards"
HAZARDS = sorted(FOLDER.glob("HAZ-*.md"))
NAMES = [path.stem for path in HAZARDS]
README = (FOLDER / "README.md").read_text(encoding="utf-8")

SECTIONS = ["Causes", "Controls", "Not yet built"]
FIELDS = {
    "Hazard", "Effect", "Severity before", "Likelihood before", "Risk before", "Severity now", "Likelihood now",
    "Risk now", "Owner", "Status",
}  # fmt: skip


def fields(text: str) -> dict[str, str]:
    """The table on top of a hazard."""
    return dict(re.findall(r"^\| ([A-Z][^|]*?) \| (.*) \|$", text, re.MULTILINE))


def section(text: str, name: str) -> list[str]:
    """The points of a section."""
    _, _, rest = text.partition(f"\n## {name}\n")
    return re.findall(r"^\* (.+)$", rest.partition("\n## ")[0], re.MULTILINE)


def matrix() -> dict[tuple[str, str], str]:
    """The risk of each likelihood and severity, as the scale says."""
    _, _, scale = README.partition("## The scale")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in scale.splitlines()
        if line[:1] == "|"
    ]
    head, _, *body = rows
    return {
        (row[0], severity): risk for row in body for severity, risk in zip(head[1:], row[1:], strict=True)
    }


@pytest.fixture(params=HAZARDS, ids=NAMES)
def hazard(request: pytest.FixtureRequest) -> str:
    text: str = request.param.read_text(encoding="utf-8")
    return text


def test_a_hazard_says_all_that_it_must(hazard: str) -> None:
    assert set(fields(hazard)) == FIELDS
    assert re.findall(r"^## (.+)$", hazard, re.MULTILINE) == SECTIONS
    assert all(section(hazard, name) for name in SECTIONS)


def test_a_risk_is_the_one_of_the_scale_and_grows_by_no_control(hazard: str) -> None:
    told, risks = fields(hazard), matrix()
    assert len(risks) == 25
    before, now = (told[f"Risk {when}"] for when in ("before", "now"))
    assert before == risks[told["Likelihood before"], told["Severity before"]]
    assert now == risks[told["Likelihood now"], told["Severity now"]]
    assert int(now) <= int(before)


def test_a_control_names_a_test_that_exists(hazard: str) -> None:
    for control in section(hazard, "Controls"):
        assert named(control), f"no test shows: {control}"
        assert [each for each in named(control) if not is_there(each)] == []


def test_what_is_not_built_claims_no_test(hazard: str) -> None:
    assert [each for each in section(hazard, "Not yet built") if named(each)] == []


def test_the_readme_lists_every_hazard_with_its_risks() -> None:
    listed = re.findall(r"^\| \[(HAZ-\d+)\]\(([^)]+)\) \| .+? \| (\d) \| (\d) \|$", README, re.MULTILINE)
    assert [path for _, path, _, _ in listed] == [path.name for path in HAZARDS]
    for _, path, before, now in listed:
        told = fields((FOLDER / path).read_text(encoding="utf-8"))
        assert (told["Risk before"], told["Risk now"]) == (before, now)
