"""The command starts at once: standard library and rules alone, no Django, no database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import goldenthread

SOURCE = str(Path(goldenthread.__file__).parents[1])
START = "import sys; from goldenthread.command.main import main; code = main(sys.argv[1:])"


def run(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": SOURCE},
    )


def test_only_the_standard_library_and_the_rules_are_loaded() -> None:
    strangers = (
        "known = sys.stdlib_module_names | {'goldenthread', '__main__'};"
        "print(sorted({n.split('.')[0] for n in sys.modules} - known), file=sys.stderr)"
    )

    done = run(f"{START}; {strangers}", "deadline", "ladder", "--on", "2026-11-02", "--json")

    assert "django" not in done.stderr
    assert "psycopg" not in done.stderr


def test_the_answer_stands_alone_on_standard_output() -> None:
    done = run(f"{START}; sys.exit(code)", "deadline", "advice", "--on", "2026-11-02")

    assert done.returncode == 0
    assert done.stdout.startswith("Due on Monday 14 December 2026")
    assert done.stderr == ""


def test_a_refusal_stands_on_standard_error_with_exit_code_two() -> None:
    done = run(f"{START}; sys.exit(code)", "deadline", "advise", "--on", "2026-11-02")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
