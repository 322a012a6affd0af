"""`demo`: a home of its own, made once, never over another; and where everything lies."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.command import demo, embedded_postgres
from goldenthread.demo.phone import secret_of
from goldenthread.rules.access import Role
from goldenthread.rules.refusals import Refused

MAIN = "import sys; from goldenthread.command.main import main; sys.exit(main())"
TOLD = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "DATABASE_BACKUP_URL",
    "GOLDENTHREAD_SECRET_KEY",
    "GOLDENTHREAD_TODAY",
    "GOLDENTHREAD_HOME",
)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A folder that is not there yet; its server is stopped in the end."""
    yield tmp_path / "home"
    embedded_postgres.stop(tmp_path / "home")


def _demo(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    surroundings = {name: value for name, value in os.environ.items() if name not in TOLD}
    return subprocess.run(
        [sys.executable, "-c", MAIN, "demo", "--no-serve", *words],
        env={**surroundings, "GOLDENTHREAD_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_the_empty_demonstration_tells_how_to_sign_in_and_where_everything_lies(home: Path) -> None:
    made = _demo(home, "--empty", "--port", "8123")
    assert made.returncode == 0, made.stderr
    assert "Open      http://127.0.0.1:8123/" in made.stdout
    assert "Sign in   spoc@torbay.example with the password:" in made.stdout
    assert "./goldenthread import tracker FILE --area torbay --by spoc@torbay.example" in made.stdout
    secrets = dict(re.findall(r"^ +(\S+@\S+) +\w.*? +([A-Z2-7]{32}) +[0-9]{6}$", made.stdout, re.MULTILINE))
    assert secrets == {email: secret_of(email) for email in secrets}
    assert len(secrets) == len(Role) - 2, "everybody but the system and the reporting account"
    (sitrep,) = [line.split(maxsplit=1)[1] for line in made.stdout.splitlines() if line.startswith("Sitrep")]
    assert Path(sitrep.removesuffix(" and .xlsx")).is_file()
    assert not (home / "today").exists()

    again = _demo(home, "--empty", "--port", "8123")
    assert (again.returncode, _but_for_codes(again.stdout)) == (0, _but_for_codes(made.stdout))

    other = _demo(home)
    assert (other.returncode, other.stdout) == (2, "")
    assert (
        "holds the empty demonstration. Remove that folder, or set GOLDENTHREAD_HOME to another."
        in other.stderr
    )


def _but_for_codes(told: str) -> str:
    """What is told, without the codes, which last half a minute."""
    return re.sub("[0-9]{6}$", "", told, flags=re.MULTILINE)


@pytest.mark.long
def test_the_lived_demonstration_keeps_its_own_day(home: Path) -> None:
    made = _demo(home)
    assert made.returncode == 0, made.stderr
    assert (home / "today").read_text() == "2022-02-28\n"
    assert "The day here is 28 February 2022. Everyone here is invented." in made.stdout
    assert (home / "sitrep-2022-02.pdf").is_file() and (home / "sitrep-2022-02.xlsx").is_file()
    assert "28 February 2022" in made.stderr or "1 February 2022" in made.stderr


def test_the_demonstration_is_refused_in_production(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    monkeypatch.setenv("GOLDENTHREAD_PRODUCTION", "1")
    with pytest.raises(Refused, match="not for production"):
        demo._prepare(home, "year")
    assert not (home / "today").exists()


def test_progress_is_a_line_each_month_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    for day in (1, 2):
        demo._progress(day, 365, demo.LAST_DAY.replace(day=day))
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "1 February 2022 …\n")
