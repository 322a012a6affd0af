"""`goldenthread sitrep --area CODE --month YYYY-MM --format json|xlsx|pdf [--out FILE]`: the month, counted.

It counts as the area's named reporting account, which sees no child.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from goldenthread.command.project import project
from goldenthread.measures.month import Month, check_begun, month_from
from goldenthread.rules.refusals import Refused

FORMATS = ("json", "xlsx", "pdf")


def main(words: list[str]) -> int:
    """Count the month; JSON goes to standard output where no file is named."""
    asked = _parser().parse_args(words)
    month = month_from(asked.month)
    out = Path(asked.out) if asked.out else None
    _check_out(out, asked.format)
    content = count(asked.area, month, asked.format)
    if out is None:
        sys.stdout.write(content.decode())
        return 0
    try:
        out.write_bytes(content)
    except OSError as problem:
        raise Refused(
            f"{out} cannot be written ({problem.strerror}). Name another file with --out."
        ) from problem
    print(f"The sitrep of {month.name} is written to {out}.", file=sys.stderr)
    return 0


def count(area_code: str, month: Month, kind: str) -> bytes:
    """The report as a file of this kind."""
    with project():
        from django.db import transaction

        from goldenthread import clock
        from goldenthread.database.acting import acting_as, as_system
        from goldenthread.measures import queries
        from goldenthread.measures.sitrep.files import written

        check_begun(month, clock.today())
        with transaction.atomic(), as_system("counting"):
            area, account = queries.reporting_account(area_code)
        with transaction.atomic(), acting_as(account):
            return written(queries.sitrep(area, month, viewer=account, at=clock.now()), kind)


def _check_out(out: Path | None, kind: str) -> None:
    if out is None and kind != "json":
        raise Refused(
            f"A {kind} file is not for a terminal. Name a file with --out, such as --out sitrep.{kind}"
        )
    if out is not None and not out.parent.is_dir():
        raise Refused(f"There is no folder {out.parent}. Make it, or name another with --out.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="goldenthread sitrep", description="The month's situation report.")
    parser.add_argument("--area", required=True, metavar="CODE", help="whose month, such as torbay")
    parser.add_argument("--month", required=True, metavar="YYYY-MM", help="which month, such as 2022-02")
    parser.add_argument("--format", choices=FORMATS, default="json", help="json where nothing is said")
    parser.add_argument("--out", metavar="FILE", help="the file to write; only JSON may go without one")
    return parser
