"""`./goldenthread test` and `check`: what they run, what they name when it is missing, what they write."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from goldenthread.command import browser, check, long_test, places, test
from goldenthread.rules.refusals import Refused

REPORT = """<testsuites><testsuite tests="12" failures="1" errors="1" skipped="2" time="61.4">
<testcase classname="a.test_b" name="test_c"><failure message="no"/></testcase>
<testcase classname="a.test_b" name="test_d"><error message="no"/></testcase>
<testcase classname="a.test_b" name="test_e"/></testsuite></testsuites>"""


class Ran:
    """Takes the place of subprocess.run: remembers the commands, and answers as told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.commands: list[list[str]] = []
        self.surroundings: list[dict[str, str]] = []
        self.failing: set[str] = set()
        monkeypatch.setattr(subprocess, "run", self)

    def __call__(self, command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        words = [str(word) for word in command]
        self.commands.append(words)
        self.surroundings.append(options.get("env") or {})
        for word in words:
            if word.startswith("--junitxml="):
                Path(word.partition("=")[2]).write_text(REPORT)
        return subprocess.CompletedProcess(
            words, int(bool(self.failing & set(words))), stdout="postgres (PG) 18.6\n"
        )


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Ran:
    monkeypatch.setattr(browser, "ensure", lambda: None)
    return Ran(monkeypatch)


def test_everything_is_run_once_in_the_checkout_on_every_processor(ran: Ran) -> None:
    assert test.main([]) == 0
    assert ran.commands == [
        [sys.executable, "-m", "pytest", "-q", "-n", str(max(2, os.cpu_count() or 1)), "--dist=worksteal"]
    ]


def test_pytest_s_own_words_and_its_answer_are_passed_on(ran: Ran) -> None:
    ran.failing = {"pytest"}
    assert test.main(["-k", "advice", "src/goldenthread/rules"]) == 1
    assert ran.commands[0][-3:] == ["-k", "advice", "src/goldenthread/rules"]


def test_coverage_is_held_to_its_floors(ran: Ran) -> None:
    ran.failing = {"--fail-under=100"}
    assert test.main(["--coverage"]) == 1
    tests, rules, everything = [
        command for command in ran.commands if not {"erase", "combine"} & set(command)
    ]
    assert tests[2:6] == ["coverage", "run", "-m", "pytest"]
    assert "--include=*/goldenthread/rules/*" in rules
    assert "--fail-under=95" in everything


@pytest.fixture
def checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A checkout of one commit, on 22 November 2026, with PostgreSQL 15 beside ours."""
    monkeypatch.setattr(places, "checkout", lambda: tmp_path)
    monkeypatch.setattr(long_test, "other_postgres", lambda: tmp_path / "15" / "bin")
    monkeypatch.setattr(long_test.clock, "today", lambda: date(2026, 11, 22))
    monkeypatch.setattr(long_test, "commit", lambda: "1a2b3c4")
    return tmp_path


def test_the_long_test_runs_full_counts_and_a_second_postgresql_and_writes_what_came_of_it(
    ran: Ran, checkout: Path
) -> None:
    assert test.main(["--long"]) == 1
    told = [s for s, command in zip(ran.surroundings, ran.commands, strict=True) if "pytest" in command]
    assert [s["GOLDENTHREAD_LONG"] for s in told] == ["1", "0"]
    assert told[1]["GOLDENTHREAD_POSTGRES_BIN"] == str(checkout / "15" / "bin")
    page = (checkout / long_test.OUTCOME).read_text()
    assert page.count("* Run on 22 November 2026 at 1a2b3c4, with Python 3.") == 2
    assert page.count("* 12 tests, 2 failed, 2 skipped, in 61 s.") == 2
    assert page.count("* Failed: `a.test_b.test_c`\n* Failed: `a.test_b.test_d`\n") == 2
    assert "branches included): met." in page


def test_a_half_of_the_long_test_that_is_run_by_itself_keeps_the_other_s_lines(
    ran: Ran, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test.main(["--long"])
    page = checkout / long_test.OUTCOME
    page.write_text(f"{page.read_text()}\n## Mended since\n\n* `a.test_b.test_c`.\n")
    monkeypatch.setattr(long_test, "commit", lambda: "5d6e7f8")
    ran.commands.clear()
    assert test.main(["--long", "oldest"]) == 1
    assert [command[2] for command in ran.commands if "pytest" in command] == ["pytest"]
    told = page.read_text()
    full, oldest = told.index("## Full counts"), told.index("## The oldest PostgreSQL")
    assert full < told.index("1a2b3c4") < told.index("met.") < oldest < told.index("5d6e7f8")
    assert told.count("1a2b3c4") == told.count("5d6e7f8") == 1
    assert told.endswith("\n\n## Mended since\n\n* `a.test_b.test_c`.\n")


def test_without_a_second_postgresql_the_long_test_says_what_to_install(
    ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(long_test, "installed", list)
    with pytest.raises(Refused, match="apt-get install postgresql"):
        long_test.other_postgres()
    assert ran.commands == []


def test_root_on_debian_has_the_browser_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(monkeypatch)
    here = {"apt-get", "soffice"}
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(browser.shutil, "which", lambda program: program if program in here else None)
    browser.ensure()
    update, install = ran.commands
    assert update[:2] == ["apt-get", "update"]
    assert install[-3:] == ["chromium", "poppler-utils", "fonts-liberation"]
    assert capsys.readouterr().out == ""


def test_an_ordinary_user_is_told_in_one_line_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(monkeypatch)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(browser.shutil, "which", lambda program: None if program == "chromium" else program)
    browser.ensure()
    assert ran.commands == []
    assert capsys.readouterr() == ("", "Some tests are skipped for want of: apt-get install chromium\n")


def test_nothing_is_said_where_the_browser_is_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser.shutil, "which", lambda program: program)
    browser.ensure()
    assert capsys.readouterr() == ("", "")


def test_every_check_is_made_and_those_that_failed_are_named(
    ran: Ran, capsys: pytest.CaptureFixture[str]
) -> None:
    ran.failing = {"mypy", "format"}
    assert check.main([]) == 1
    assert {"ruff", "mypy"} <= {command[2] for command in ran.commands if len(command) > 2}
    assert capsys.readouterr().out.splitlines()[-1].startswith("Not in order: format, types")


def test_check_mends_what_it_can_when_asked(ran: Ran) -> None:
    check.main(["--fix"])
    assert [sys.executable, "-m", "ruff", "format", "."] in ran.commands
    assert [sys.executable, "-m", "ruff", "check", "--fix", "."] in ran.commands


@pytest.mark.parametrize("module", [test, check])
def test_help_is_the_module_s_own_words(module: object, capsys: pytest.CaptureFixture[str], ran: Ran) -> None:
    assert module.main(["--help"]) == 0
    assert capsys.readouterr().out.startswith("`./goldenthread ")
    assert ran.commands == []


def test_the_oldest_installed_postgresql_that_is_new_enough_is_chosen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for version in ("9.6", "14", "17", "15"):
        (tmp_path / version / "bin").mkdir(parents=True)
    monkeypatch.setattr(long_test, "DEBIAN", tmp_path)
    assert [folder.parent.name for folder in long_test.installed()] == ["15", "17"]
