"""Each command declares what it needs, and refuses whoever `--by` names without it."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from goldenthread.command import main as command
from goldenthread.command.project import project
from goldenthread.demo.area import AREAS
from goldenthread.demo.stories import Story
from goldenthread.rules.access import Given, Permission

TRACKER = Path(__file__).resolve().parents[3] / "docs" / "guide" / "example-tracker.csv"
BY = {
    "area": ["load", str(AREAS / "plymouth.toml")],
    "account": ["list"],
    "import": ["tracker", str(TRACKER), "--area", "torbay"],
    "export": ["tracker", "--area", "torbay", "--out", "tracker.csv"],
    "audit": ["show", "--case", "A-1"],
    "restore": ["--compared"],
}
"""The commands in which a person is named who does it."""


def test_a_command_declares_what_it_needs() -> None:
    assert {needs for *_, needs in command.COMMANDS.values()} <= {*Permission, *Given}
    asked = {word for word, (*_, needs) in command.COMMANDS.items() if needs in set(Permission)}
    assert asked == BY.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("word", BY)
def test_who_lacks_what_a_command_needs_is_refused_in_a_sentence(
    word: str,
    story: Story,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    @contextmanager
    def here() -> Iterator[Path]:
        yield Path()

    module = importlib.import_module(command.COMMANDS[word][0])
    for name, value in list(vars(module).items()):
        if value is project:
            monkeypatch.setattr(module, name, here)
    monkeypatch.setattr("goldenthread.command.project.project", here)
    monkeypatch.chdir(tmp_path)
    story.given_a_request(on=date(2026, 11, 2), reference="A-1")
    assert command.main([word, *BY[word], "--by", story.cast.therapist.email]) == 2
    assert capsys.readouterr().err.count("\n") == 1
