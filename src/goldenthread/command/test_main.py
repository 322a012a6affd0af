"""The first word chooses; refusals are sentences; standard output carries answers alone."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from goldenthread.command import main as command
from goldenthread.rules.refusals import Refused

Answering = Callable[[Callable[[list[str]], int]], None]


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Let the word `sing` be answered by this function."""

    def answer_with(main: Callable[[list[str]], int]) -> None:
        monkeypatch.setitem(command.COMMANDS, "sing", ("a.module.of.the.test", "sing", "nothing"))
        monkeypatch.setitem(sys.modules, "a.module.of.the.test", SimpleNamespace(main=main))

    return answer_with


@pytest.mark.parametrize("word", command.COMMANDS)
def test_every_word_leads_to_a_module_that_answers(word: str) -> None:
    assert callable(importlib.import_module(command.COMMANDS[word][0]).main)


def test_the_words_after_the_first_are_passed_on_as_they_are(answering: Answering) -> None:
    heard: list[str] = []
    answering(lambda words: heard.extend(words) or 7)
    assert command.main(["sing", "--on", "2 November 2026", ""]) == 7
    assert heard == ["--on", "2 November 2026", ""]


def test_a_refusal_is_a_sentence_on_standard_error(
    answering: Answering, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: list[str]) -> int:
        raise Refused("There is no area “torbey”. Did you mean “torbay”?")

    answering(refuse)
    assert command.main(["sing"]) == 2
    assert capsys.readouterr() == ("", "There is no area “torbey”. Did you mean “torbay”?\n")


def test_an_unknown_word_names_the_likeliest_one_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["deadlines"]) == 2
    assert capsys.readouterr().err.startswith("There is no command “deadlines”. Did you mean “deadline”?")


def test_an_unknown_word_like_no_other_says_where_they_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["xyzzy"]) == 2
    assert capsys.readouterr().err == "There is no command “xyzzy”. ./goldenthread --help lists them all.\n"


def test_no_word_at_all_is_an_error_that_shows_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Usage" in err


@pytest.mark.parametrize("word", ["--help", "-h", "help"])
def test_help_lists_every_word_on_standard_output(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([word]) == 0
    listed = capsys.readouterr().out
    assert all(f"  {known} " in listed for known in command.COMMANDS)


def test_an_interrupted_command_ends_without_a_traceback(answering: Answering) -> None:
    def interrupt(_: list[str]) -> int:
        raise KeyboardInterrupt

    answering(interrupt)
    assert command.main(["sing"]) == 130


def test_a_reader_who_has_had_enough_is_no_error() -> None:
    flood = (
        "import sys, types; from goldenthread.command import main\n"
        "main.COMMANDS['sing'] = ('song', '', 'nothing'); sys.modules['song'] = song = types.ModuleType('song')\n"
        "song.main = lambda words: [print('la' * 1000) for _ in range(1000)] and 0\n"
        "sys.exit(main.main(['sing']))"
    )
    piped = subprocess.Popen([sys.executable, "-c", flood], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    piped.stdout.read(1)
    piped.stdout.close()
    assert piped.stderr.read() == b""
    assert piped.wait() == 0


def test_choosing_imports_neither_django_nor_a_driver() -> None:
    asked = (
        "import sys; from goldenthread.command.main import main; main(['--help']); "
        "sys.exit(any(name in sys.modules for name in ('django', 'psycopg', 'jinja2', 'argparse')))"
    )
    subprocess.run([sys.executable, "-c", asked], check=True, stdout=subprocess.DEVNULL)
