"""`goldenthread ladder rehearse --area CODE --pack FILE [--out FILE]`: what a changed ladder would have sent.

Counts alone: no child is read. Nothing is sent, and nothing of the pack is kept.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goldenthread.command.days import day
from goldenthread.command.project import project
from goldenthread.directory.pack import check, read
from goldenthread.rules.refusals import Refused
from goldenthread.rules.words import counted, said

if TYPE_CHECKING:
    from goldenthread.deadlines.rehearse.queries import Rehearsal
    from goldenthread.deadlines.rehearse.tables import Table

WRONG = 1
FILES = (".csv", ".xlsx")


def main(words: list[str]) -> int:
    """0 when the year was rehearsed; 1 with each of the pack's problems on its line."""
    asked = _parser().parse_args(words)
    out = Path(asked.out) if asked.out else None
    if out is not None and out.suffix not in FILES:
        raise Refused(
            f"{out} is neither CSV nor a workbook. Name a file that ends in .csv or .xlsx with --out."
        )
    try:
        text = Path(asked.pack).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{asked.pack} cannot be read as text: {error}.") from error
    problems = check(text)
    for problem in problems:
        print(f"{asked.pack}:{problem.line}: {problem.path + ': ' if problem.path else ''}{problem.sentence}")
    if problems:
        return WRONG
    _rehearse(asked.area, text, asked, out)
    return 0


def _rehearse(code: str, text: str, asked: argparse.Namespace, out: Path | None) -> None:
    with project():
        from django.db import transaction

        from goldenthread import clock
        from goldenthread.accounts.actions import ensure_system_account
        from goldenthread.accounts.queries import area_for
        from goldenthread.database.acting import acting_as
        from goldenthread.deadlines.rehearse import queries
        from goldenthread.rules.access import Permission

        with transaction.atomic():
            by = ensure_system_account("set-up", "Set-up")
        with transaction.atomic(), acting_as(by):
            area = area_for(by, code, Permission.SET_UP)
            found = queries.rehearse(area, read(text), viewer=by, today=asked.until or clock.today())
        if out is not None:
            _write(found, out)
        else:
            print(json.dumps(as_data(found), indent=1) if asked.json else "\n".join(as_words(found)))


def as_words(found: Rehearsal) -> Iterator[str]:
    """The year in sentences and tables."""
    from goldenthread.deadlines.rehearse import tables

    total = tables.summary(found)
    yield f"{found.area}, {said(found.since)} to {said(found.until)}"
    yield f"{counted(total.now, 'letter')} under the ladder in force, {total.then} under the changed one."
    yield f"{total.added} added, {total.gone} gone, {total.moved} moved to another day."
    yield from (f"  {sentence}" for sentence in tables.differing(found))
    for table in (tables.by_step(found), tables.by_service(found), tables.by_month(found)):
        yield from ("", *_drawn(table)) if table.rows else ()


def as_data(found: Rehearsal) -> dict[str, Any]:
    """The counts by step, service and month, for other programs."""
    from goldenthread.deadlines.rehearse.tables import by_all

    table = by_all(found)
    names = [name.lower().replace(" ", "_") for name in table.columns]
    return {
        "area": found.area,
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "counts": [dict(zip(names, row, strict=True)) for row in table.rows],
    }


def _drawn(table: Table) -> Iterator[str]:
    """A table for a terminal; whom a letter is from and to is left to the page."""
    kept = [at for at, name in enumerate(table.columns) if name != "Letter"]
    rows = [[str(row[at]) for at in kept] for row in (table.columns, *table.rows)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(kept))]
    for row in rows:
        cells = (
            word.ljust(width) if at in (0, len(kept) - 1) else word.rjust(width)
            for at, (word, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()


def _write(found: Rehearsal, out: Path) -> None:
    from goldenthread.deadlines.rehearse.tables import by_all
    from goldenthread.design.files import csv_file, xlsx_file

    table = by_all(found)
    rows = (table.columns, *table.rows)
    try:
        out.write_bytes(xlsx_file({table.title: rows}) if out.suffix == ".xlsx" else csv_file(rows))
    except OSError as problem:
        raise Refused(
            f"{out} cannot be written ({problem.strerror}). Name another file with --out."
        ) from problem
    print(f"The rehearsal is written to {out}.", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="goldenthread ladder", description="Try a changed ladder.")
    what = parser.add_subparsers(dest="what", required=True)
    one = what.add_parser("rehearse", help="which letters it would have sent over the last year")
    one.add_argument("--area", required=True, metavar="CODE", help="on whose requests, such as torbay")
    one.add_argument(
        "--pack", required=True, metavar="FILE", help="the pack with the changed ladder, a TOML file"
    )
    one.add_argument(
        "--until", type=day, metavar="DATE", help="the year's last day; today where none is named"
    )
    one.add_argument("--json", action="store_true", help="answer as JSON")
    one.add_argument(
        "--out", metavar="FILE", help="a .csv or .xlsx file with the counts by step, service and month"
    )
    return parser
