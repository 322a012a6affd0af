"""`./goldenthread test --long [full | oldest]`: full counts with coverage, and all of it on the oldest PostgreSQL.

Both take hours on two processors, so each half may be run by itself: the outcome keeps the other's lines, with the
commit and the day that they are of.
"""

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
OLDEST_SUPPORTED = 15
FULL, OLDEST = "full", "oldest"
HALVES = {FULL: "Full counts, with coverage", OLDEST: "The oldest PostgreSQL, sampled counts"}
FLOORS = "Coverage floors (rules 100%, everything 95%, branches included)"


@dataclass(frozen=True)
class Run:
    """What one run of every test came to. `failed` names the tests; `seconds` is how long it took."""

    half: str
    postgres: str
    tests: int
    failed: tuple[str, ...]
    skipped: int
    seconds: float
    coverage: str = ""


def main(words: list[str]) -> int:
    """0 where what was run passed and the floors are reached; the outcome is written either way."""
    chosen = [word for word in words if word in HALVES] or list(HALVES)
    runs = [_full() if half == FULL else _oldest() for half in chosen]
    where = places.checkout() / OUTCOME
    before = where.read_text() if where.exists() else ""
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_text(outcome(runs, before))
    print(f"The outcome is in {OUTCOME}: commit it.", file=sys.stderr)
    return int(any(run.failed or "not" in run.coverage for run in runs))


def outcome(runs: list[Run], before: str = "") -> str:
    """The page that is committed: what was run now, and all else as it stood `before`, what people wrote last."""
    sections = dict(_sections(before)) | {HALVES[run.half]: _section(run) for run in runs}
    written = [title for title in sections if title not in HALVES.values()]
    told = [title for title in (*HALVES.values(), *written) if title in sections]
    head = ["# The long test", "Written by `./goldenthread test --long`."]
    return "\n\n".join([*head, *(f"## {title}\n\n{sections[title]}" for title in told)]) + "\n"


def _sections(page: str) -> list[tuple[str, str]]:
    """The sections of a page: title and lines."""
    parts = [part.partition("\n") for part in page.split("\n## ")[1:]]
    return [(title, text.strip()) for title, _, text in parts]


def _section(run: Run) -> str:
    lines = [
        f"* Run on {said(clock.today())} at {commit()}, with Python {sys.version.split()[0]}, "
        f"PostgreSQL {run.postgres} and {os.cpu_count()} processors.",
        f"* {run.tests:,} tests, {len(run.failed)} failed, {run.skipped} skipped, in {run.seconds:.0f} s.",
        *(f"* Failed: `{name}`" for name in run.failed),
        *([f"* {FLOORS}: {run.coverage}."] if run.coverage else []),
    ]
    return "\n".join(lines)


def commit() -> str:
    """The commit that is tested."""
    words = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=places.checkout())
    return done.stdout.strip()


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
    return [folder for folder in by_version if int(folder.parent.name) >= OLDEST_SUPPORTED]


def _full() -> Run:
    programs = places.postgres_programs()
    return _run(FULL, programs, {"GOLDENTHREAD_LONG": "1"}, measured=True)


def _oldest() -> Run:
    programs = other_postgres()
    return _run(OLDEST, programs, {"GOLDENTHREAD_LONG": "0", "GOLDENTHREAD_POSTGRES_BIN": str(programs)})


def _run(half: str, programs: Path, surroundings: dict[str, str], *, measured: bool = False) -> Run:
    version = subprocess.run([programs / "postgres", "-V"], check=True, capture_output=True, text=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        every_test.run([f"--junitxml={report}"], surroundings, measured=measured)
        suite = ElementTree.parse(report).getroot().find("testsuite")  # noqa: S314 - pytest's own
    if suite is None:
        raise Refused("Pytest wrote no report: run ./goldenthread test to see why.")
    number = {name: int(suite.get(name, 0)) for name in ("tests", "skipped")}
    return Run(
        half=half,
        postgres=version.split()[2],
        failed=_failed(suite),
        seconds=float(suite.get("time", 0)),
        coverage=("**not met**" if every_test.covered() else "met") if measured else "",
        **number,
    )


def _failed(suite: ElementTree.Element) -> tuple[str, ...]:
    """The tests that failed, or whose set-up did, each once."""
    cases = [
        each
        for each in suite.iter("testcase")
        if each.find("failure") is not None or each.find("error") is not None
    ]
    return tuple(dict.fromkeys(f"{each.get('classname')}.{each.get('name')}" for each in cases))
