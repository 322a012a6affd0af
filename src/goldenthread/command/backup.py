"""`goldenthread backup DIR [--keys DIR]`: every row, every file and, apart from them, the keys; read back as it ends.

    backup /mnt/backups --keys /mnt/safe

Makes a new folder named by the moment, such as `2026-11-22T02-00-00Z`, and one of its name with `.keys`. Keep the
two in different places. Ends with 1, and leaves no folder, where anything is not as it should be.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from time import monotonic

from goldenthread.command import embedded_postgres, places, project
from goldenthread.config.version import number
from goldenthread.database.backup.faults import Broken
from goldenthread.database.backup.take import Taken, take
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import counted

BROKEN = 1


def main(words: list[str]) -> int:
    """The folder on standard output, all else on standard error."""
    asked = _parser().parse_args(words)
    home, began = places.home(), monotonic()
    target = asked.folder.expanduser().resolve()
    keys = asked.keys.expanduser().resolve() if asked.keys else target
    try:
        with project.surroundings(home), Progress() as progress:
            taken = take(
                address=_address(home),
                home=home,
                checkpoints=places.checkpoints(home),
                target=target,
                keys=keys,
                version=number(),
                progress=progress,
            )
    except Broken as fault:
        return broken(fault)
    _tell(taken, monotonic() - began, is_together=keys == target)
    print(taken.folder)
    return 0


class Progress:
    """On a terminal one line that changes; in a log a line for each kind of work."""

    def __init__(self) -> None:
        self.kind = ""

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if sys.stderr.isatty() and self.kind:
            print(file=sys.stderr)

    def __call__(self, sentence: str) -> None:
        """Say what is being done, such as "Writing public.cases_fact"."""
        kind = " ".join(word for word in sentence.split() if "." not in word)
        if sys.stderr.isatty():
            print(f"\r{sentence[:78]:<78}", end="", file=sys.stderr, flush=True)
        elif kind != self.kind:
            print(f"{kind} …", file=sys.stderr, flush=True)
        self.kind = kind


def broken(fault: Broken) -> int:
    """The sentence on standard error; the exit code by which a timer raises the alarm."""
    print(fault.sentence, file=sys.stderr)
    return BROKEN


def _address(home: Path) -> str:
    """The login that reads every row and writes none."""
    if os.environ.get("DATABASE_URL") == embedded_postgres.urls(home).application:
        embedded_postgres.let_backup_in(home)
    address = os.environ.get("DATABASE_BACKUP_URL")
    if not address:
        raise Refused(
            "Say how to read all of the database: set DATABASE_BACKUP_URL to the login of gt_backup. "
            "docs/guide/settings.md says how to make it."
        )
    return address


def _tell(taken: Taken, seconds: float, *, is_together: bool) -> None:
    told = taken.manifest
    parts = [
        counted(told.rows, "row"),
        f"{len(told.tables)} tables",
        counted(len(told.files), "file"),
        counted(len(told.keys), "key"),
    ]
    print(
        f"Taken and read back in {seconds:.1f} s: {parts[0]} of {parts[1]}, {parts[2]}, {parts[3]}.",
        _of_keys(taken, is_together=is_together),
        sep="\n",
        file=sys.stderr,
    )


def _of_keys(taken: Taken, *, is_together: bool) -> str:
    if not taken.manifest.keys:
        return "The home holds no keys. Keep copies of those that the settings name, apart from this backup."
    where = f"The keys are in {taken.keys}."
    return f"{where} Keep them elsewhere: who holds both can forge the audit." if is_together else where


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="goldenthread backup", description="Take a backup and read it back."
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the backup's own folder is made")
    parser.add_argument(
        "--keys",
        type=Path,
        metavar="DIR",
        help="where the folder of its keys is made; DIR where none is named",
    )
    return parser
