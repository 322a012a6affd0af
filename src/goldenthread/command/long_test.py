"""`./goldenthread test --long`: full counts with coverage, then all of it on another PostgreSQL version."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from goldenthread import clock
from goldenthread.command import every_test, places
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import said

OUTCOME = Path("docs/generated/test-long.md")
DEBIAN = Path("/usr/lib/postgresql")
OLDEST = 15


@dataclass(frozen=True)
class Run:
    """What one run of every test came to."""

    postgres: str
    counts: str
    tests: int
    failed: int
    skipped: int
    seconds: float


def main() -> int:
    """0 where both runs passed and the rules are covered; the outcome is written either way."""
    full, uncovered = _run("full", {"GOLDENTHREAD_LONG": "1"}, measured=True), every_test.covered()
    other = _run("sampled", {"GOLDENTHREAD_LONG": "0", "GOLDENTHREAD_POSTGRES_BIN": str(other_postgres())})
    text = outcome([full, other], "met" if not uncovered else "**not met**")
    where = places.checkout() / OUTCOME
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_text(text)
    print(f"The outcome is in {OUTCOME}: commit it.", file=sys.stderr)
    return int(bool(full.failed or other.failed or uncovered))


def outcome(runs: list[Run], coverage: str) -> str:
    """The page that is committed."""
    rows = [
        f"| {run.postgres} | {run.counts} | {run.tests} | {run.failed} | {run.skipped} | {run.seconds:.0f} s |"
        for run in runs
    ]
    return "\n".join(
        [
            "# The long test",
            "",
            f"Run on {said(clock.today())} with Python {sys.version.split()[0]} on {os.cpu_count()} processors,",
            "by `./goldenthread test --long`.",
            "",
            "| PostgreSQL | Hypothesis counts | Tests | Failed | Skipped | Took |",
            "|---|---|---:|---:|---:|---:|",
            *rows,
            "",
            f"Coverage floors (rules 100%, everything 95%, branches included): {coverage}.",
            "",
        ]
    )


def other_postgres() -> Path:
    """The programs of the oldest PostgreSQL that production may have; as root on Debian, installed."""
    if not installed() and os.geteuid() == 0 and shutil.which("apt-get"):
        install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", "postgresql"]
        subprocess.run(install, check=False, stdout=sys.stderr, stdin=subprocess.DEVNULL)
    if not installed():
        raise Refused("The long test wants a second PostgreSQL: apt-get install postgresql")
    return installed()[0]


def installed() -> list[Path]:
    """Debian's PostgreSQL programs, the oldest version that we support first."""
    folders = [folder for folder in DEBIAN.glob("*/bin") if folder.parent.name.isdecimal()]
    by_version = sorted(folders, key=lambda folder: int(folder.parent.name))
    return [folder for folder in by_version if int(folder.parent.name) >= OLDEST]


def _run(counts: str, surroundings: dict[str, str], *, measured: bool = False) -> Run:
    programs = Path(surroundings.get("GOLDENTHREAD_POSTGRES_BIN") or places.postgres_programs())
    version = subprocess.run([programs / "postgres", "-V"], check=True, capture_output=True, text=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        every_test.run([f"--junitxml={report}"], surroundings, measured=measured)
        suite = ElementTree.parse(report).getroot().find("testsuite")  # noqa: S314 - pytest's own
    if suite is None:
        raise Refused("Pytest wrote no report: run ./goldenthread test to see why.")
    number = {name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")}
    return Run(
        postgres=version.split()[2],
        counts=counts,
        tests=number["tests"],
        failed=number["failures"] + number["errors"],
        skipped=number["skipped"],
        seconds=float(suite.get("time", 0)),
    )
