"""The guides say what happens: each command that they print is run, and answers what they print."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from goldenthread.command.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
NAMES = [page.name for page in PAGES]


def told(page: Path) -> list[tuple[str, str]]:
    """Each command of a page with the answer that is printed below it; `…` stands for anything."""
    found: list[tuple[str, str]] = []
    for block in CONSOLE.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, answer = part.partition("\n")
            found.append((command, answer))
    return found


def is_as_told(answer: str, said: str) -> bool:
    """Whether what was said is what is printed, but for its ellipses."""
    pattern = ".*".join(re.escape(part) for part in answer.rstrip("\n").split("…"))
    return re.fullmatch(pattern, said.rstrip("\n"), re.DOTALL) is not None


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_command_of_a_guide_answers_what_the_guide_says(page: Path, tmp_path: Path) -> None:
    for name in ("goldenthread", "docs", "areas"):
        (tmp_path / name).symlink_to(ROOT / name)
    surroundings = {
        key: value for key, value in os.environ.items() if not key.startswith(("DATABASE", "DJANGO"))
    }
    day = {"GOLDENTHREAD_TODAY": "2026-11-23", "GOLDENTHREAD_HOME": str(tmp_path / "var")}
    for command, answer in told(page):
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=tmp_path,
            env={**surroundings, **day},
            check=False,
            capture_output=True,
            text=True,
        )
        assert is_as_told(answer, done.stdout), f"$ {command}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_guide_names_commands_that_there_are(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"\./goldenthread ([a-z]+)", text)) - set(COMMANDS) == set()


@pytest.mark.parametrize("page", [*PAGES, *sorted((ROOT / "docs").rglob("*.md"))], ids=str)
def test_a_link_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
