"""What imports what, and what may not be called: the contracts of docs/adr and pyproject.toml, kept."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]

STAGE = "src/goldenthread/advice/actions/asking.py"

BANNED = [
    "from datetime import date\nday = date.today()\n",
    "import datetime\nday = datetime.date.today()\n",
    "from datetime import UTC, datetime\nmoment = datetime.now(UTC)\n",
    "from django.utils import timezone\nmoment = timezone.now()\n",
    "from django.forms import ModelForm\nmodel_form = ModelForm\n",
    "from django import forms\nmodel_form = forms.ModelForm\n",
]


def bans(text: str, name: str) -> bool:
    """Whether ruff would refuse this text if it stood in that file."""
    ruff = [sys.executable, "-m", "ruff", "check", "-q", "--select=TID251", f"--stdin-filename={name}", "-"]
    return (
        subprocess.run(ruff, input=text, text=True, cwd=ROOT, check=False, capture_output=True).returncode
        == 1
    )


@pytest.fixture(scope="module")
def contracts() -> str:
    linter = str(Path(sys.executable).with_name("lint-imports"))
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout.partition("Broken contracts")[2] + done.stderr
    return done.stdout


def test_all_seven_contracts_of_import_are_kept(contracts: str) -> None:
    assert "Contracts: 7 kept, 0 broken." in contracts


def test_every_package_stands_in_a_layer() -> None:
    (layers,) = (
        contract["layers"] for contract in PROJECT["importlinter"]["contracts"] if contract["id"] == "layers"
    )
    packages = {path.parent.name for path in (ROOT / "src" / "goldenthread").glob("*/__init__.py")}
    assert packages - set(layers) == set()


def test_the_rules_import_nothing_but_python_and_two_checkers_of_identifiers() -> None:
    found = {
        name.split(".")[0]
        for path in (ROOT / "src" / "goldenthread" / "rules").rglob("*.py")
        if not path.stem.startswith("test")
        for node in ast.walk(ast.parse(path.read_text()))
        for name in imported(node)
    }
    assert found - sys.stdlib_module_names - {"goldenthread"} <= {"stdnum", "nhs_number"}


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


@pytest.mark.parametrize("text", BANNED)
def test_nobody_but_the_clock_reads_the_clock_and_no_form_writes(text: str) -> None:
    assert bans(text, STAGE)


def test_the_clock_itself_may_read_the_clock() -> None:
    assert not bans(BANNED[2], "src/goldenthread/clock.py")


def test_the_day_that_is_passed_in_is_not_banned() -> None:
    assert not bans("from datetime import date\nday = date(2026, 11, 2)\n", STAGE)


def test_continuous_integration_runs_the_readme_s_test_command() -> None:
    words = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if not line.startswith("#")]
    assert words == ['cd "$(dirname "$0")/.." && exec ./goldenthread test']
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
