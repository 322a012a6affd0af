"""Pytest over everything, on every processor; and whether it reached what it must."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

from goldenthread.command import places

COVERAGE = ["--cov=goldenthread", "--cov-branch", "--cov-report="]

# What must be covered, in per cent of lines and branches together: the law's rules wholly.
FLOORS = {"*/goldenthread/rules/*": 100, "*/goldenthread/*": 95}


def run(words: list[str], surroundings: Mapping[str, str] | None = None) -> int:
    """Pytest's exit code for everything, or for what the words choose."""
    workers = ["-n", str(max(2, os.cpu_count() or 1)), "--dist=worksteal"]
    command = [sys.executable, "-m", "pytest", "-q", *workers, *words]
    where = places.checkout()
    return subprocess.run(
        command, check=False, cwd=where, env={**os.environ, **(surroundings or {})}
    ).returncode


def covered() -> int:
    """0 where the last run with COVERAGE reached every floor; the report says where it did not."""
    report = [sys.executable, "-m", "coverage", "report", "--skip-covered", "--precision=1"]
    floors = [[f"--include={files}", f"--fail-under={floor}"] for files, floor in FLOORS.items()]
    return max(
        subprocess.run([*report, *floor], check=False, cwd=places.checkout()).returncode for floor in floors
    )
