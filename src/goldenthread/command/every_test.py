"""Pytest over everything, on every processor; and whether it reached what it must."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

from goldenthread.command import places

# What must be covered, in per cent of lines and branches together: the law's rules wholly.
FLOORS = {"*/goldenthread/rules/*": 100, "*/goldenthread/*": 95}


def run(words: list[str], surroundings: Mapping[str, str] | None = None, *, measured: bool = False) -> int:
    """Pytest's exit code for everything, or for what the words choose."""
    workers = ["-n", str(max(2, os.cpu_count() or 1)), "--dist=worksteal"]
    measuring = ["coverage", "run", "-m"] if measured else []
    if measured:
        _coverage("erase")
    command = [sys.executable, "-m", *measuring, "pytest", "-q", *workers, *words]
    where = places.checkout()
    return subprocess.run(
        command, check=False, cwd=where, env={**os.environ, **(surroundings or {})}
    ).returncode


def covered() -> int:
    """0 where the last measured run reached every floor; the report says where it did not."""
    _coverage("combine", "-q")
    report = ["report", "--skip-covered", "--precision=1"]
    return max(
        [_coverage(*report, f"--include={files}", f"--fail-under={floor}") for files, floor in FLOORS.items()]
    )


def _coverage(*words: str) -> int:
    command = [sys.executable, "-m", "coverage", *words]
    return subprocess.run(command, check=False, cwd=places.checkout()).returncode
