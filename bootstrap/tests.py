"""The stub and the bootstrap, tried on a checkout of their own and without a network."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

PROJECT = Path(__file__).resolve().parents[1]

# Stands in for the environment's Python: says where it is and what it was given, one word a line.
ECHO = '#!/bin/sh\npwd\nfor word in "$@"; do printf "<%s>\\n" "$word"; done\n'


def load_install() -> ModuleType:
    """The bootstrap is a program beside the package, not a part of it."""
    found = importlib.util.spec_from_file_location("bootstrap_install", PROJECT / "bootstrap" / "install.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


install = load_install()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose set-up says that it ran and stamps."""
    root = tmp_path / "a checkout"
    (root / "bootstrap").mkdir(parents=True)
    (root / "goldenthread").write_text((PROJECT / "goldenthread").read_text())
    (root / "goldenthread").chmod(0o755)
    for name in install.LOCKS.values():
        (root / name).write_text("django==5.2.19 \\\n    --hash=sha256:00\n")
    (root / "bootstrap" / "install.py").write_text(
        "import pathlib, sys\n"
        "print('setting up', sys.argv[2])\n"
        "(pathlib.Path(sys.argv[1]) / '.venv' / f'ready-{sys.argv[2]}').write_text(sys.argv[1] + '\\n')\n"
    )
    return root


@pytest.fixture
def ready(checkout: Path) -> Path:
    """A checkout that was set up for ordinary commands a moment after its lock was written."""
    python = checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(ECHO)
    python.chmod(0o755)
    an_hour_ago = time.time() - 3600
    for name in install.LOCKS.values():
        os.utime(checkout / name, (an_hour_ago, an_hour_ago))
    (checkout / ".venv" / "ready-runtime").write_text(f"{checkout}\n")
    return checkout


def run(command: list[str | Path], where: Path, **more: str) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "GOLDENTHREAD_PYTHON": sys.executable, **more}
    return subprocess.run(command, cwd=where, env=surroundings, capture_output=True, text=True, check=False)


def test_every_word_is_passed_on_as_it_is_and_the_folder_is_kept(ready: Path, tmp_path: Path) -> None:
    done = run([ready / "goldenthread", "import", "tracker", "a file.xlsx", "", "*", '"$HOME"'], tmp_path)
    words = ["<-m>", "<goldenthread>", "<import>", "<tracker>", "<a file.xlsx>", "<>", "<*>", '<"$HOME">']
    assert done.stdout.splitlines() == [str(tmp_path), *words]
    assert done.stderr == ""


def test_it_is_found_through_links_of_links(ready: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "absolute").symlink_to(ready / "goldenthread")
    (tmp_path / "bin" / "relative").symlink_to("../absolute")
    done = run(["bin/relative", "tick"], tmp_path)
    assert done.stdout.splitlines()[1:] == ["<-m>", "<goldenthread>", "<tick>"]


@pytest.mark.parametrize("command", [["sh", "goldenthread"], ["./goldenthread"]])
def test_it_is_found_from_its_own_folder(ready: Path, command: list[str]) -> None:
    assert run([*command, "tick"], ready).stdout.splitlines()[-1] == "<tick>"


def test_what_the_command_answers_is_what_the_stub_answers(ready: Path) -> None:
    (ready / ".venv" / "bin" / "python").write_text("#!/bin/sh\nexit 7\n")
    assert run([ready / "goldenthread", "deadline"], ready).returncode == 7


def test_what_python_compiles_is_kept_in_the_environment_where_nothing_else_would_keep_it(
    ready: Path,
) -> None:
    says = '#!/bin/sh\necho "${PYTHONDONTWRITEBYTECODE-unset} ${PYTHONPYCACHEPREFIX-unset}"\n'
    (ready / ".venv" / "bin" / "python").write_text(says)
    told = [
        run(
            [ready / "goldenthread", "tick"], ready, PYTHONDONTWRITEBYTECODE=here, PYTHONPYCACHEPREFIX=there
        ).stdout
        for here, there in (("1", ""), ("1", "/elsewhere"), ("", "/elsewhere"))
    ]
    assert told == [f"unset {ready}/.venv/compiled\n", "unset /elsewhere\n", " /elsewhere\n"]


def test_set_up_speaks_on_standard_error_alone(ready: Path) -> None:
    (ready / ".venv" / "ready-runtime").unlink()
    done = run([ready / "goldenthread", "sitrep"], ready)
    assert done.stderr == "setting up runtime\n"
    assert done.stdout.splitlines()[-1] == "<sitrep>"


@pytest.mark.parametrize("word", ["test", "check", "bench"])
def test_a_contributor_s_word_sets_up_what_it_needs_once(ready: Path, word: str) -> None:
    assert run([ready / "goldenthread", word], ready).stderr == "setting up development\n"
    assert run([ready / "goldenthread", word], ready).stderr == ""


def test_a_newer_lock_and_a_moved_checkout_are_set_up_again(ready: Path, tmp_path: Path) -> None:
    in_an_hour = time.time() + 3600
    os.utime(ready / "requirements.lock.txt", (in_an_hour, in_an_hour))
    assert run([ready / "goldenthread", "tick"], ready).stderr == "setting up runtime\n"
    os.utime(ready / "requirements.lock.txt", (0, 0))
    moved = ready.rename(tmp_path / "moved")
    assert run([moved / "goldenthread", "tick"], moved).stderr == "setting up runtime\n"


def test_a_failed_set_up_starts_nothing(ready: Path) -> None:
    (ready / ".venv" / "ready-runtime").unlink()
    (ready / "bootstrap" / "install.py").write_text("import sys; sys.exit('No room.')")
    done = run([ready / "goldenthread", "tick"], ready)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "No room.\n")


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What would have been run; pip brings uv, uv and pip bring packages, each where it is not told to fail."""
    asked: list[list[str]] = []

    def succeed(command: list[str | Path]) -> bool:
        words = [str(word) for word in command]
        asked.append(words)
        if words[-1].endswith("uv.txt"):
            (Path(words[0]).parent / "uv").touch()
        return True

    monkeypatch.setattr(install, "succeeds", succeed)
    monkeypatch.setattr(install.venv, "create", make_venv)
    return asked


def make_venv(folder: Path, **_: object) -> None:
    (folder / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
    (folder / "pyvenv.cfg").touch()
    (folder / "bin").mkdir()
    for program in ("python", "pip"):
        (folder / "bin" / program).touch()


def test_packages_come_from_the_hashed_lock_by_a_hashed_uv(checkout: Path, commands: list[list[str]]) -> None:
    assert install.main(checkout, "runtime") == 0
    uv, packages = commands
    assert uv[-3:] == ["--require-hashes", "-r", str(checkout / "bootstrap" / "uv.txt")]
    assert packages[-2:] == ["--require-hashes", str(checkout / "requirements.lock.txt")]
    (link,) = (checkout / ".venv").glob("lib/*/site-packages/*.pth")
    assert link.read_text() == f"{checkout / 'src'}\n"


def test_a_second_set_up_finds_all_done(checkout: Path, commands: list[list[str]]) -> None:
    install.main(checkout, "runtime")
    del commands[:]
    assert install.main(checkout, "runtime") == 0
    assert commands == []


def test_a_lock_that_changed_is_installed_and_one_merely_touched_is_not(
    checkout: Path, commands: list[list[str]]
) -> None:
    install.main(checkout, "runtime")
    del commands[:]
    (checkout / "requirements.lock.txt").touch()
    install.main(checkout, "runtime")
    assert commands == []
    (checkout / "requirements.lock.txt").write_text("django==5.2.20\n")
    install.main(checkout, "runtime")
    assert commands[-1][-1] == str(checkout / "requirements.lock.txt")


def test_packages_for_tests_are_not_taken_away_by_an_ordinary_command(
    checkout: Path, commands: list[list[str]]
) -> None:
    install.main(checkout, "development")
    (checkout / ".venv" / "bin" / "pytest").touch()
    (checkout / "requirements.lock.txt").write_text("django==5.2.20\n")
    install.main(checkout, "runtime")
    assert commands[-1][-1] == str(checkout / "requirements-development.lock.txt")


def test_pip_installs_the_same_where_uv_cannot(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]
) -> None:
    pretend = install.succeeds
    monkeypatch.setattr(install, "succeeds", lambda command: pretend(command) and "sync" not in command)
    assert install.main(checkout, "runtime") == 0
    assert commands[-1][-3:] == ["--require-hashes", "-r", str(checkout / "requirements.lock.txt")]
    assert "--python" in commands[-1]


def test_packages_that_cannot_be_had_leave_no_stamp(
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    commands: list[list[str]],
) -> None:
    monkeypatch.setattr(install, "succeeds", lambda _: False)
    assert install.main(checkout, "runtime") == 1
    assert not list((checkout / ".venv").glob("ready-*"))
    assert "could not be installed" in capsys.readouterr().err
    assert commands == []


def test_a_python_without_ensurepip_names_the_package_that_has_it(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(install.importlib.util, "find_spec", lambda _: None)
    assert install.main(checkout, "runtime") == 1
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert capsys.readouterr().err.endswith(f"apt-get install python{version}-venv\n")


def test_a_folder_that_cannot_be_written_is_said_in_one_line(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(install.os, "access", lambda *_: False)
    assert install.main(checkout, "runtime") == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not (checkout / ".venv").exists()


def test_the_pinned_uv_and_every_package_carry_hashes() -> None:
    for name in ("bootstrap/uv.txt", *install.LOCKS.values()):
        lines = (PROJECT / name).read_text().replace("\\\n", " ").splitlines()
        assert lines
        assert all("==" in line and "--hash=sha256:" in line for line in lines), name
