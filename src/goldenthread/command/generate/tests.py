"""The generated documents are equal to the code, and the command says where they are not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from goldenthread.command import generate, places
from goldenthread.command.generate.markdown import table
from goldenthread.command.main import COMMANDS
from goldenthread.rules.access import Permission
from goldenthread.rules.access.permissions import WORDS
from goldenthread.rules.facts import Kind
from goldenthread.rules.refusals import Refused
from goldenthread.rules.regime import NAMES

KEPT = places.checkout() / generate.FOLDER


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with an empty folder for the documents, and this one's examples."""
    (tmp_path / "docs" / "generated").mkdir(parents=True)
    (tmp_path / "tests").symlink_to(places.checkout() / "tests")
    monkeypatch.setattr(places, "checkout", lambda: tmp_path)
    return tmp_path / "docs" / "generated"


@pytest.mark.parametrize("name", ["access.md", "commands.md", "facts.md", "limits.md", "routes.md"])
def test_a_generated_document_is_equal_to_the_code(name: str) -> None:
    assert (KEPT / name).read_text(encoding="utf-8") == generate.pages()[name], (
        "run ./goldenthread check --fix"
    )


def test_what_was_written_is_in_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main([]) == 0
    assert {path.name for path in folder.iterdir()} == set(generate.pages())
    assert generate.main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_a_check_shows_what_differs_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    generate.main([])
    changed = (folder / "access.md").read_text().replace("SPOC manager", "SPOC emperor")
    (folder / "access.md").write_text(changed)
    (folder / "limits.md").unlink()
    assert generate.main(["--check"]) == 1
    said = capsys.readouterr().out
    assert "-| SPOC emperor |" in said
    assert "+| SPOC manager |" in said
    assert "+# Every limit at a glance" in said
    assert (folder / "access.md").read_text() == changed


def test_another_word_is_refused(folder: Path) -> None:
    with pytest.raises(Refused, match="Only --check"):
        generate.main(["--chekc"])


def test_outside_a_checkout_it_says_where_it_belongs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "checkout", lambda: tmp_path)
    with pytest.raises(Refused, match="Run this command in the source checkout"):
        generate.main([])


def test_it_runs_by_itself_without_a_server() -> None:
    module = [sys.executable, "-m", "goldenthread.command.generate"]
    done = subprocess.run(
        [*module, "--wrong"], cwd=places.checkout(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Only --check")


def test_every_command_fact_limit_and_permission_is_told() -> None:
    pages = generate.pages()
    assert [word for word in COMMANDS if f"\n## {word}\n" not in pages["commands.md"]] == []
    assert [kind for kind in Kind if f"| `{kind}` |" not in pages["facts.md"]] == []
    assert [name for name in NAMES if f"| [{name}](../law/{name}.md) |" not in pages["limits.md"]] == []
    assert set(WORDS) == set(Permission)


def test_a_command_s_words_are_told_as_they_are_typed() -> None:
    text = generate.pages()["commands.md"]
    for line in ("| `load --by EMAIL` |", "| `--on DATE` |", "| `--no-serve` |", "| `tracker FILE` |"):
        assert line in text


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    assert table(["a", "b"], [["json|xlsx", "c"]]) == "| a | b |\n| --- | --- |\n| json\\|xlsx | c |"
