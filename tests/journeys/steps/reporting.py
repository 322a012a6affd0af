"""The month is counted, taken away as a file, and opened in another program."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

from tests.journeys.steps.door import then_they_are_on, when_they_open
from tests.journeys.visitor import Visitor

ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
PATIENCE = 90  # seconds


def when_they_open_the_month(visitor: Visitor, month: str) -> None:
    """The menu leads to the latest month that is over."""
    when_they_open(visitor, "Monthly report")
    then_they_are_on(visitor, f"Sitrep of {month}")


def as_libreoffice_reads(workbook: Path, sheet: str) -> dict[str, str]:
    """A sheet of a workbook, opened and saved by LibreOffice: the first column with the second."""
    folder = workbook.parent
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--convert-to", ALL_SHEETS, "--outdir", str(folder), str(workbook),
        ],
        check=True, capture_output=True, timeout=PATIENCE,
    )  # fmt: skip
    with (folder / f"{workbook.stem}-{sheet}.csv").open(encoding="utf-8", newline="") as saved:
        return {row[0]: row[1] for row in csv.reader(saved) if len(row) > 1 and row[0]}


def as_text(document: Path) -> str:
    """What a PDF says, as a reader copies it out."""
    done = subprocess.run(
        ["pdftotext", "-raw", str(document), "-"],
        check=True,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    return " ".join(done.stdout.split())
